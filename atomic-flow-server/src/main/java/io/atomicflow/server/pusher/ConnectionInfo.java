package io.atomicflow.server.pusher;

import java.time.Duration;
import java.util.Set;

/** What is known of one client that is connected now. */
public record ConnectionInfo(String id, String address, Duration age, Duration silence, Set<String> channels) {}
