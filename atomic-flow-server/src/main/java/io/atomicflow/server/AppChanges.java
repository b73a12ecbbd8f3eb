package io.atomicflow.server;

import io.atomicflow.server.pusher.App;
import io.atomicflow.server.pusher.AppOption;
import io.atomicflow.server.pusher.Secret;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What options say of the first app; null where they say nothing. */
record AppChanges(
        @Nullable String id, @Nullable String key, @Nullable String secret, @Nullable Boolean clientEvents) {

    /** The same apps, the first of them changed. */
    List<App> to(List<App> apps) {
        List<App> changed = new ArrayList<>(apps);
        changed.set(0, to(apps.getFirst()));
        return changed;
    }

    private App to(App app) {
        return new App(
                id == null ? app.id() : id,
                key == null ? app.key() : key,
                secret == null ? app.secret() : Secret.of(secret),
                app.allowedOrigins(),
                options(app.options()),
                app.limits());
    }

    private Set<AppOption> options(Set<AppOption> options) {
        Set<AppOption> changed = EnumSet.noneOf(AppOption.class);
        changed.addAll(options);
        if (clientEvents != null) {
            changed.remove(AppOption.CLIENT_EVENTS);
            if (clientEvents) {
                changed.add(AppOption.CLIENT_EVENTS);
            }
        }
        return changed;
    }
}
