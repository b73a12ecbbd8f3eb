package io.atomicflow;

/**
 * What became of the tasks that were there when a flow was closed.
 *
 * @param completed ended by themselves, also by failing or by running out of time
 * @param cancelled cancelled, at the deadline or by somebody else
 * @param abandoned of the cancelled, those whose body did not return after its interrupt: their handles have ended,
 *     their threads may still run
 */
public record CloseReport(long completed, long cancelled, long abandoned) {}
