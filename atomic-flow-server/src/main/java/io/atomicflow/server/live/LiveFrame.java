package io.atomicflow.server.live;

import io.atomicflow.FlowSnapshot;
import java.util.Map;

/** The flow at one moment. {@code tasks} are those that changed since the frame before. */
record LiveFrame(long number, long atMillis, Map<Long, TaskPoint> tasks, FlowSnapshot flow, long dropped) {}
