package io.atomicflow.server.live;

/** How fast the flow is and how the process does, once a second. */
record Metrics(
        long atMillis,
        double completePerSecond,
        double failedPerSecond,
        int clients,
        long usedBytes,
        long maxBytes,
        double cpu) {}
