package io.atomicflow.server.live;

import io.atomicflow.FlowSnapshot;
import java.util.Map;

/** The flow at one moment. {@code tasks} are those that changed since the frame before. */
record LiveFrame(
        long number, long atMillis, Map<Long, TaskPoint> tasks, FlowSnapshot flow, boolean draining, long dropped) {

    /** Whether a frame would tell the same of the flow as a whole. */
    boolean tells(FlowSnapshot now, boolean isDraining) {
        return flow.tasks().equals(now.tasks())
                && flow.queueUsed() == now.queueUsed()
                && flow.paused() == now.paused()
                && draining == isDraining;
    }
}
