package io.atomicflow;

/**
 * A limit at one moment.
 *
 * @param key its name
 * @param permits how many permits may be held at once
 * @param held how many are held
 * @param waiting how many tasks and others wait for one
 */
public record LimitSnapshot(String key, int permits, int held, int waiting) {}
