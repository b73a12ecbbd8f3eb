package io.atomicflow;

import java.util.List;

/**
 * A flow at one moment. Cheap to take: it reads counters, no tasks.
 *
 * @param tasks how many tasks are in each state; they add up to what was accepted
 * @param queueUsed slots of the queue that are taken: by scheduled and queued tasks. Tasks that were tried again may
 *     take it above the capacity
 * @param queueCapacity slots of the queue
 * @param workers how many workers there are
 * @param paused whether no further body begins until the flow is resumed
 * @param limits each limit, in the order in which they were made
 */
public record FlowSnapshot(
        TaskCounts tasks, int queueUsed, int queueCapacity, int workers, boolean paused, List<LimitSnapshot> limits) {}
