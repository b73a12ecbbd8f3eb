package io.atomicflow.server;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which pages may use the server: its own, and those of origins that were allowed by name. Who sends no {@code
 * Origin} is no browser's page, and may.
 *
 * <p>A server on loopback also wants to be called by a name of loopback. Else any page could have its own name
 * resolve to 127.0.0.1 and be of the same origin as we are (DNS rebinding).
 */
final class OriginRule {

    private final List<String> allowedOrigins;
    private final boolean loopbackOnly;

    OriginRule(List<String> allowedOrigins, boolean loopbackOnly) {
        this.allowedOrigins = allowedOrigins.stream().map(OriginRule::normal).toList();
        this.loopbackOnly = loopbackOnly;
    }

    boolean allows(@Nullable String host, @Nullable String origin) {
        return allows(host, origin, false);
    }

    /** What came under TLS came from no page of ours that came without: that one may be anybody's on the way. */
    boolean allows(@Nullable String host, @Nullable String origin, boolean secure) {
        return allowsHost(host) && allowsOrigin(host, origin, secure);
    }

    /** The same, with other origins that are allowed too; {@code *} stands for all. */
    boolean allows(@Nullable String host, @Nullable String origin, List<String> more) {
        return allowsHost(host) && (allowsOrigin(host, origin, false) || allows(more, origin));
    }

    /** Whether it is one of the other origins that were allowed by name. */
    boolean allowsByName(String origin) {
        return allowedOrigins.contains(normal(origin));
    }

    private static boolean allows(List<String> more, @Nullable String origin) {
        return more.contains("*")
                || (origin != null && more.stream().map(OriginRule::normal).anyMatch(normal(origin)::equals));
    }

    boolean allowsHost(@Nullable String host) {
        if (!loopbackOnly) {
            return true;
        }
        return host != null && (isLoopbackName(nameOf(host)) || allowedOrigins.stream().anyMatch(o -> isAt(o, host)));
    }

    private boolean allowsOrigin(@Nullable String host, @Nullable String origin, boolean secure) {
        if (origin == null) {
            return true;
        }
        String asked = normal(origin);
        if (allowedOrigins.contains(asked)) {
            return true;
        }
        return host != null && (secure ? asked.equals(normal("https://" + host)) : isAt(asked, host));
    }

    private static boolean isAt(String origin, String host) {
        return origin.equals(normal("http://" + host)) || origin.equals(normal("https://" + host));
    }

    private static boolean isLoopbackName(String name) {
        return name.equals("localhost") || name.equals("[::1]") || name.matches("127(\\.[0-9]{1,3}){3}");
    }

    private static String nameOf(String host) {
        return host.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]*$", "");
    }

    /** Scheme, name and port, the port always there; whatever is no origin stays as it is and equals nothing. */
    private static String normal(String origin) {
        try {
            URI uri = URI.create(origin.toLowerCase(Locale.ROOT));
            if (uri.getScheme() == null || uri.getHost() == null || uri.getRawUserInfo() != null) {
                return "no origin: " + origin;
            }
            int standard = uri.getScheme().equals("https") ? 443 : 80;
            return uri.getScheme() + "://" + uri.getHost() + ":" + (uri.getPort() < 0 ? standard : uri.getPort());
        } catch (IllegalArgumentException malformed) {
            return "no origin: " + origin;
        }
    }
}
