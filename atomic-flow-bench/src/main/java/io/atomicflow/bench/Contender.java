package io.atomicflow.bench;

import io.atomicflow.worker.Idle;
import io.atomicflow.worker.Workers;

/**
 * Somebody who runs tasks, never more than so many at once. Each is set up as its own guide advises; the floors beside
 * them know no limit, and show what the machine itself can do.
 */
interface Contender extends AutoCloseable {

    /** As many threads as a flow has unless told otherwise. */
    int THREADS = 10;

    /** As many slots as a flow has unless told otherwise. */
    int SLOTS = 10_000;

    /**
     * Hands a body over. It runs on another thread, under the limit; only {@link Direct} runs it here.
     *
     * @param body what to run; it does not throw
     * @throws java.util.concurrent.RejectedExecutionException if there is no room
     */
    void submit(Runnable body);

    /** Ends the threads. Whoever calls it has seen the end of every body. */
    @Override
    void close();

    /**
     * Makes one.
     *
     * @param name what the benchmarks' parameters call it
     * @param limit how many bodies may run at once
     * @return a new one, with threads of its own
     */
    static Contender named(String name, int limit) {
        return switch (name) {
            case "atomicFlow" -> new FlowContender(Workers.persistent(THREADS), limit);
            case "atomicFlowSpinning" ->
                new FlowContender(Workers.persistent(THREADS).idle(Idle.spinThenPark(FlowContender.SPINS)), limit);
            case "atomicFlowPlatform" -> new FlowContender(Workers.platform(THREADS), limit);
            case "poolAndSemaphore" -> SemaphoreContender.onPool(limit);
            case "virtualThreadAndSemaphore" -> SemaphoreContender.onVirtualThreads(limit);
            case "forkJoinAndSemaphore" -> new ForkJoinContender(limit);
            case "resilience4j" -> new Resilience4jContender(limit);
            case "failsafe" -> new FailsafeContender(limit);
            case "threadly" -> new ThreadlyContender(limit);
            case "kotlin" -> new KotlinContender(limit);
            case "concurrencyLimits" -> new ConcurrencyLimitsContender(limit);
            case "rawMpmc" -> new RawMpmc();
            case "unparkPlatform" -> new Unpark(Thread.ofPlatform().daemon());
            case "unparkVirtual" -> new Unpark(Thread.ofVirtual());
            case "direct" -> new Direct();
            default -> throw new IllegalArgumentException("no contender is called " + name);
        };
    }
}
