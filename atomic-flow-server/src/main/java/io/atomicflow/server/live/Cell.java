package io.atomicflow.server.live;

/**
 * One worker as the dashboard draws it.
 *
 * @param task what it runs; 0 if nothing
 * @param completed how many bodies returned on it so far
 * @param failed how many attempts failed on it so far, those that were tried again included
 */
record Cell(long task, long completed, long failed) {

    static final long NOTHING = 0;

    static final Cell FRESH = new Cell(NOTHING, 0, 0);

    Cell begins(long next) {
        return new Cell(next, completed, failed);
    }

    Cell leaves() {
        return new Cell(NOTHING, completed, failed);
    }

    Cell completes() {
        return new Cell(NOTHING, completed + 1, failed);
    }

    Cell fails() {
        return new Cell(NOTHING, completed, failed + 1);
    }
}
