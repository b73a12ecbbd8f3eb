/**
 * Load to look at, and what can be done to it. Start at {@link io.atomicflow.server.demo.LoadInjector}, which turns
 * orders into tasks; {@link io.atomicflow.server.demo.KnownTasks} keeps them, {@link
 * io.atomicflow.server.demo.LimitDesk} and {@link io.atomicflow.server.demo.FlowControl} are the levers. {@link
 * io.atomicflow.server.demo.ScenarioRunner} plays load that tells a story.
 */
@NullMarked
package io.atomicflow.server.demo;

import org.jspecify.annotations.NullMarked;
