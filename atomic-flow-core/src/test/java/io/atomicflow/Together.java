package io.atomicflow;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/** Runs the same thing on several threads at the same moment, and carries whatever they throw to the test. */
public final class Together {

    private static final long DEADLINE_SECONDS = 60;

    private Together() {}

    /** Runs the body once a thread, all beginning together, and returns when all have ended. */
    public static void run(int threads, IntConsumer body) {
        CyclicBarrier start = new CyclicBarrier(threads);
        List<FutureTask<Void>> runs = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int number = i;
            FutureTask<Void> run = new FutureTask<>(() -> {
                start.await(DEADLINE_SECONDS, TimeUnit.SECONDS);
                body.accept(number);
                return null;
            });
            runs.add(run);
            Thread.ofPlatform().daemon().start(run);
        }
        runs.forEach(Together::get);
    }

    /** Waits until the condition holds; a deadline that no sound machine misses turns a hang into a failure. */
    public static void until(String what, BooleanSupplier condition) {
        until(what, DEADLINE_SECONDS, condition);
    }

    /** The same with another deadline, for a test that has to fail many times until it knows why. */
    public static void until(String what, long seconds, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("never came true: " + what);
            }
            Thread.onSpinWait();
        }
    }

    /** Waits at a barrier, without checked exceptions. */
    public static void await(CyclicBarrier barrier) {
        try {
            barrier.await(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static void get(FutureTask<Void> run) {
        try {
            run.get(2 * DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("a thread failed", e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("a thread hangs", e);
        }
    }
}
