package io.atomicflow.bench;

/** A floor: the submitter runs the body itself. */
final class Direct implements Contender {

    @Override
    public void submit(Runnable body) {
        body.run();
    }

    @Override
    public void close() {
        // There is nothing to end.
    }
}
