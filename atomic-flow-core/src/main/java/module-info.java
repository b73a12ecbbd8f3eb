/**
 * Atomic Flow: run any number of tasks, never more than N at once per limit, and see every one of them.
 *
 * <p>Start at {@link io.atomicflow.AtomicFlow}.
 */
@org.jspecify.annotations.NullMarked module io.atomicflow {
    requires org.jctools.core;
    requires org.slf4j;
    requires static org.jspecify;
    requires static jdk.jfr;
    requires static micrometer.core;

    exports io.atomicflow;
    exports io.atomicflow.event;
    exports io.atomicflow.metrics;
    exports io.atomicflow.queue;
    exports io.atomicflow.semaphore;
    exports io.atomicflow.task;
    exports io.atomicflow.worker;
}
