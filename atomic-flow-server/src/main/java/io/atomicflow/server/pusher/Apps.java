package io.atomicflow.server.pusher;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Those that the server serves. No two have the same id or the same key. */
final class Apps {

    private final Map<String, RunningApp> byId;
    private final Map<String, RunningApp> byKey;

    Apps(List<RunningApp> apps) {
        this.byId = index("id", apps, app -> app.app().id());
        this.byKey = index("key", apps, app -> app.app().key());
    }

    private static Map<String, RunningApp> index(
            String what, List<RunningApp> apps, Function<RunningApp, String> name) {
        return apps.stream().collect(Collectors.toUnmodifiableMap(name, Function.identity(), (one, other) -> {
            throw new IllegalArgumentException("two apps have the same " + what + ": '" + name.apply(one) + "'");
        }));
    }

    Optional<RunningApp> withId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<RunningApp> withKey(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    Iterable<RunningApp> all() {
        return byId.values();
    }
}
