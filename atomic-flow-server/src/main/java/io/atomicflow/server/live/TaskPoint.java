package io.atomicflow.server.live;

import io.atomicflow.task.TaskState;

/** One task as the dashboard draws it; {@code progress} is 0 to 100, {@code attempt} from 1. */
record TaskPoint(int limit, TaskState state, int progress, int attempt) {}
