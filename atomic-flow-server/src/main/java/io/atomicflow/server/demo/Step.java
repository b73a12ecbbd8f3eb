package io.atomicflow.server.demo;

import java.time.Duration;

/** When, counted from the beginning of a scenario, it does what. */
record Step(Duration at, Action action) {}
