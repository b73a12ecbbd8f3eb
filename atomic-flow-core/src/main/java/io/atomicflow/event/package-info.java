/**
 * What happened to which task: one event for each change of state, told to listeners in order and off the hot path.
 *
 * <p>Entry points: {@link io.atomicflow.event.FlowListener} for who wants to know, {@link
 * io.atomicflow.event.TaskEvent} for what there is to know. {@link io.atomicflow.event.EventStream} carries the one
 * to the other.
 */
package io.atomicflow.event;
