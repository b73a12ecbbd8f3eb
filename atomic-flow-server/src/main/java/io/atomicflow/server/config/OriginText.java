package io.atomicflow.server.config;

import java.net.URI;

/** What an origin looks like: a scheme, a name, perhaps a port, and no more. */
public final class OriginText {

    /** What to tell who wrote another thing. */
    public static final String ALLOWED = "like https://example.org or http://localhost:8080";

    private OriginText() {}

    /** Whether {@code text} is the origin of pages that a browser can show. */
    public static boolean isOrigin(String text) {
        try {
            URI uri = URI.create(text);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawPath().isEmpty()
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
