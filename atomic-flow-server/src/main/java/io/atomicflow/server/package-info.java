/**
 * The demo server: the composition of the flow, the API, the Pusher protocol and the live picture. {@code Main} reads
 * {@code ServerConfig} from the command line, the environment and a file, {@code AtomicFlowServer} puts everything
 * together and takes it apart again.
 */
@NullMarked
package io.atomicflow.server;

import org.jspecify.annotations.NullMarked;
