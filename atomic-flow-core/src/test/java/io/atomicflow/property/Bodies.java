package io.atomicflow.property;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.atomicflow.semaphore.Limit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;

/** Bodies that run until told how to end, or interrupted. They watch that there are never too many of them. */
final class Bodies {

    private final List<CompletableFuture<Step.How>> running = new ArrayList<>();
    private final Map<Limit, Integer> inside = new HashMap<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private boolean open;

    String run(Limit limit) throws Exception {
        CompletableFuture<Step.How> end = enter(limit);
        try {
            return switch (end.get()) {
                case RETURN -> "done";
                case THROW_EXCEPTION -> throw new IllegalStateException("as told");
                case THROW_ERROR -> throw new AssertionError("as told");
            };
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } finally {
            leave(limit, end);
        }
    }

    /** Each that is inside holds a permit, so there are never more of them than permits held. */
    private synchronized CompletableFuture<Step.How> enter(Limit limit) {
        int number = inside.merge(limit, 1, Integer::sum);
        if (number > limit.held()) {
            faults.add(number + " run under " + limit);
        }
        CompletableFuture<Step.How> end = new CompletableFuture<>();
        if (open) {
            end.complete(Step.How.RETURN);
        }
        running.add(end);
        return end;
    }

    @SuppressWarnings("UndefinedEquals") // a future is itself
    private synchronized void leave(Limit limit, CompletableFuture<Step.How> end) {
        inside.merge(limit, -1, Integer::sum);
        running.remove(end);
    }

    synchronized void finish(int number, Step.How how) {
        if (!running.isEmpty()) {
            running.get(number % running.size()).complete(how);
        }
    }

    synchronized void letAllGo() {
        open = true;
        running.forEach(end -> end.complete(Step.How.RETURN));
    }

    void holdToLaws() {
        assertEquals(List.of(), faults);
    }
}
