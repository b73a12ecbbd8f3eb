/**
 * The door: what is asked of every TCP connection and every request before anybody else sees it. {@link
 * io.atomicflow.server.door.JettyDoor} hangs {@link io.atomicflow.server.door.Door} into Jetty: who dawdles or crowds
 * is hung up on. {@link io.atomicflow.server.door.ClientAddress} says who is there, and {@link
 * io.atomicflow.server.door.HandshakeRate} how often one may knock. It knows nothing of what is behind it.
 */
@NullMarked
package io.atomicflow.server.door;

import org.jspecify.annotations.NullMarked;
