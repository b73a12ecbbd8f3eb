package io.atomicflow.worker;

/** Lets tests of other packages see on whom others rely to look for work. */
public final class Searchers {

    private Searchers() {}

    /** Whether the calling thread is the searcher of that pool. */
    public static boolean isThisThread(WorkerPool pool) {
        Runner runner = Runner.ofThisThread(pool);
        return runner != null && runner.isSearcher();
    }
}
