/**
 * The Pusher Channels protocol, versions 5 to 7, and its HTTP API. Start reading at {@link
 * io.atomicflow.server.pusher.PusherServer}.
 *
 * <p><b>The journey of a client:</b> {@code JettySocket} (the upgrade is done) → {@code Handshake} (is it welcome?) →
 * {@code Connection} (who it is), in the {@code ConnectionRegistry} of its {@code RunningApp} (is there room?) → {@code
 * Dialogue} (what it says: {@code MessageReader}; how much of it: {@code Pacing}; whether it may: {@code
 * SubscriptionCheck}, {@code Signatures}) → {@code Departures} (until its socket is really gone).
 *
 * <p><b>The journey of an event:</b> {@code HttpApi} (signed? {@code HttpSignature}; sound? {@code PublishOrder}) or
 * {@code Channels} → {@code RunningApp} → {@code Channel} (who listens, in one step) → {@code Outbox} of each (bounded) →
 * {@code Waves} and {@code Lanes} (who sends) → {@code JettyWire}.
 *
 * <p>This package is a guest of the server: it knows channels, events and text, and nothing of tasks.
 *
 * @see <a href="https://pusher.com/docs/channels/library_auth_reference/pusher-websockets-protocol/">Pusher Channels
 *     protocol</a>
 */
@NullMarked
package io.atomicflow.server.pusher;

import org.jspecify.annotations.NullMarked;
