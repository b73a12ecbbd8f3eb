package io.atomicflow.server.api;

import org.jspecify.annotations.Nullable;

/** What a list tells of a task; see {@code docs/live-protocol.md} for each field. */
record TaskRow(
        long id,
        String name,
        String limit,
        String state,
        int attempt,
        int progress,
        long submittedAt,
        long changedAt,
        @Nullable Double waitMillis,
        @Nullable Double runMillis,
        @Nullable String error) {}
