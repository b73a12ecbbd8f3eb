package io.atomicflow.server.pusher;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a page from {@code origin} may talk to us, whom it called {@code host}. */
@FunctionalInterface
public interface OriginCheck {

    /**
     * Decides by the two headers of a request.
     *
     * @param host the header {@code Host}, null if absent
     * @param origin the header {@code Origin}, null if absent: then no browser's page is behind it
     * @param allowed what the app allows beside what the server allows by itself; {@code *} for all
     */
    boolean allows(@Nullable String host, @Nullable String origin, List<String> allowed);
}
