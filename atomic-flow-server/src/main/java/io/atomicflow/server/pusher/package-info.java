/**
 * The Pusher Channels protocol, version 7 (5 and 6 are spoken too), for public channels. Start reading at
 * {@link io.atomicflow.server.pusher.PusherServer}.
 *
 * <p>The journey of a client: {@code JettySocket} (the upgrade is done) → {@code Handshake} (is it welcome?) →
 * {@code ConnectionRegistry} (is there room?) → {@code Connection} (what it says: {@code MessageReader}; what it is
 * told: {@code Outbox}) → {@code Departures} (until its socket is really gone). {@code Sweeper} finds the silent and
 * the stuck.
 *
 * <p>This package is a guest of the server: it knows channels, events and text, and nothing of tasks.
 *
 * @see <a href="https://pusher.com/docs/channels/library_auth_reference/pusher-websockets-protocol/">Pusher Channels
 *     protocol</a>
 */
@NullMarked
package io.atomicflow.server.pusher;

import org.jspecify.annotations.NullMarked;
