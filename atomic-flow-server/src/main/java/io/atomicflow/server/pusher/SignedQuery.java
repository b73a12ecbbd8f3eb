package io.atomicflow.server.pusher;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request, as they are signed: names in lower case and in their order, values decoded. What is acted
 * on is what was signed, since each name is there once.
 */
final class SignedQuery {

    private static final String SIGNATURE = "auth_signature";
    private static final int MOST_PARAMETERS = 50;

    private final SortedMap<String, String> parameters = new TreeMap<>();

    /** Reads the query of a URL; {@code null} if there is none. */
    SignedQuery(@Nullable String query) throws HttpRefusal {
        if (query == null || query.isEmpty()) {
            return;
        }
        String[] pairs = query.split("&", MOST_PARAMETERS + 1);
        if (pairs.length > MOST_PARAMETERS) {
            throw HttpRefusal.badRequest("At most " + MOST_PARAMETERS + " parameters are allowed");
        }
        for (String pair : pairs) {
            add(pair);
        }
    }

    private void add(String pair) throws HttpRefusal {
        if (pair.isEmpty()) {
            return;
        }
        int equals = pair.indexOf('=');
        String name = lower(decoded(equals < 0 ? pair : pair.substring(0, equals)));
        String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
        if (name.matches("(?s).*[=&\n].*") || value.matches("(?s).*[&\n].*")) {
            // Else one text could be the signature's for two different requests.
            throw HttpRefusal.badRequest("A parameter must not contain what separates parameters");
        }
        if (parameters.putIfAbsent(name, value) != null) {
            throw HttpRefusal.badRequest("A parameter is there twice: " + Untrusted.printable(name));
        }
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String decoded(String text) throws HttpRefusal {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw HttpRefusal.badRequest("The query has an escape that is none");
        }
    }

    /** The value of a parameter, empty if it is not there. */
    String get(String name) {
        return parameters.getOrDefault(name, "");
    }

    String signature() {
        return get(SIGNATURE);
    }

    /** What the signature is of, for a request with this method and path. */
    String textToSign(String method, String path) {
        String query = parameters.entrySet().stream()
                .filter(parameter -> !parameter.getKey().equals(SIGNATURE))
                .map(SignedQuery::pair)
                .collect(Collectors.joining("&"));
        return method + "\n" + path + "\n" + query;
    }

    private static String pair(Map.Entry<String, String> parameter) {
        return parameter.getKey() + "=" + parameter.getValue();
    }
}
