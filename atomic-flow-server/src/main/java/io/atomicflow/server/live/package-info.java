/**
 * What the dashboard sees. Events of the flow are folded by {@code TaskTable}; twenty times a second {@code LiveFeed}
 * cuts a frame from it; each client reads the frames at its own pace, merged when it is slow. Who wants to know of one
 * task or one limit only has a {@code Watch} on it, of which {@code LiveFeeds} takes care. {@code LiveTicker} keeps the
 * time.
 */
@NullMarked
package io.atomicflow.server.live;

import org.jspecify.annotations.NullMarked;
