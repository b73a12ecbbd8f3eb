package io.atomicflow;

/**
 * A limit at one moment.
 *
 * @param key its name
 * @param permits how many permits may be held at once
 * @param held how many are held
 * @param waiting how many tasks and others wait for one
 * @param paused whether nobody is let in until it is resumed
 * @param waitTimes how long tasks lately waited for a permit; those that found one free are not counted
 * @param runTimes how long bodies lately ran
 */
public record LimitSnapshot(
        String key, int permits, int held, int waiting, boolean paused, Percentiles waitTimes, Percentiles runTimes) {}
