package io.atomicflow;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A call on a thread of its own, whose result or failure the test asks for later. */
public record Elsewhere<T>(Thread thread, FutureTask<T> call) {

    private static final long DEADLINE_SECONDS = 60;

    public static <T> Elsewhere<T> call(Callable<T> body) {
        FutureTask<T> call = new FutureTask<>(body);
        return new Elsewhere<>(Thread.ofPlatform().daemon().start(call), call);
    }

    public T result() throws Exception {
        return call.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    /** Returns what the call threw. */
    public Throwable failure() {
        try {
            throw new AssertionError("it returned " + result());
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("a thread hangs", e);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
