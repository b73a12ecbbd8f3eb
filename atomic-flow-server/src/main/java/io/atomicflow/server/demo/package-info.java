/**
 * Load to look at: named workloads and scenarios, seeded. Start at {@link io.atomicflow.server.demo.LoadInjector}, or at
 * {@link io.atomicflow.server.demo.ScenarioRunner} for load that tells a story.
 */
@NullMarked
package io.atomicflow.server.demo;

import org.jspecify.annotations.NullMarked;
