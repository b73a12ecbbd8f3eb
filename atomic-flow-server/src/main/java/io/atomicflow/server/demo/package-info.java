/** Load to look at: named workloads, seeded. Start at {@link io.atomicflow.server.demo.LoadInjector}. */
@NullMarked
package io.atomicflow.server.demo;

import org.jspecify.annotations.NullMarked;
