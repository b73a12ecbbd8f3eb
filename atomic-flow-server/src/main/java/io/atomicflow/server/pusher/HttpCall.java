package io.atomicflow.server.pusher;

import org.jspecify.annotations.Nullable;

/**
 * A request to the HTTP API, as it came: nothing of it is decoded, since the signature is of what was sent.
 *
 * @param path with its escapes and parameters
 * @param query null if there is none
 * @param body what was sent, complete
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares calls.
public record HttpCall(String method, String path, @Nullable String query, byte[] body) {}
