package io.atomicflow;

import java.util.concurrent.CountDownLatch;

/** A body that says when it runs, and goes on when told. */
final class Gate {
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch open = new CountDownLatch(1);

    Object pass() throws InterruptedException {
        entered.countDown();
        open.await();
        return "passed";
    }
}
