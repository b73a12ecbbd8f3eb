package io.atomicflow.server.config;

import io.atomicflow.server.pusher.App;
import io.atomicflow.server.pusher.AppLimit;
import io.atomicflow.server.pusher.AppOption;
import io.atomicflow.server.pusher.Secret;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The apps of the file. */
final class AppReader {

    private static final String ORIGINS = "allowedOrigins";
    private static final String LIMITS = "limits";
    private static final List<String> FIELDS = Stream.of(
            Stream.of("id", "key", "secret", ORIGINS),
            Arrays.stream(AppOption.values()).map(AppOption::key),
            Stream.of(LIMITS))
            .flatMap(names -> names)
            .toList();
    private static final List<String> LIMIT_FIELDS = Arrays.stream(AppLimit.values()).map(AppLimit::key).toList();

    private final SecretReader secrets;
    private final Map<String, Setting> ids = new HashMap<>();
    private final Map<String, Setting> keys = new HashMap<>();

    AppReader(SecretReader secrets) {
        this.secrets = secrets;
    }

    List<App> read(Setting apps) {
        List<Setting> items = apps.items();
        if (items.isEmpty()) {
            throw apps.mistake("must have at least one app; leave it out for the demo app");
        }
        List<App> read = new ArrayList<>(items.size());
        for (Setting item : items) {
            read.add(app(item, item.fields(FIELDS)));
        }
        return read;
    }

    private App app(Setting item, Map<String, Setting> fields) {
        try {
            return new App(
                    unique(ids, required(item, fields, "id")),
                    unique(keys, required(item, fields, "key")),
                    Secret.of(secrets.read(required(item, fields, "secret"))),
                    origins(fields),
                    options(fields),
                    limits(fields));
        } catch (ConfigMistake named) {
            throw named;
        } catch (IllegalArgumentException refused) {
            throw item.mistake(String.valueOf(refused.getMessage()));
        }
    }

    private static Setting required(Setting item, Map<String, Setting> fields, String name) {
        Setting field = fields.get(name);
        if (field == null) {
            throw item.mistake("must have the field '" + name + "'");
        }
        return field;
    }

    private static String unique(Map<String, Setting> taken, Setting name) {
        Setting other = taken.putIfAbsent(name.text(), name);
        if (other != null) {
            throw name.mistake("must not be the same as " + other.path());
        }
        return name.text();
    }

    private static List<String> origins(Map<String, Setting> fields) {
        Setting origins = fields.get(ORIGINS);
        return origins == null ? List.of() : origins.items().stream().map(AppReader::origin).toList();
    }

    private static String origin(Setting item) {
        String origin = item.text();
        if (!origin.equals("*") && !OriginText.isOrigin(origin)) {
            throw item.mistake("must be * or " + OriginText.ALLOWED);
        }
        return origin;
    }

    private static Set<AppOption> options(Map<String, Setting> fields) {
        Set<AppOption> on = EnumSet.noneOf(AppOption.class);
        for (AppOption option : AppOption.values()) {
            Setting field = fields.get(option.key());
            if (field != null && field.flag()) {
                on.add(option);
            }
        }
        return on;
    }

    private static Map<AppLimit, Integer> limits(Map<String, Setting> fields) {
        Map<AppLimit, Integer> limits = new EnumMap<>(AppLimit.class);
        Setting all = fields.get(LIMITS);
        if (all == null) {
            return limits;
        }
        Map<String, Setting> named = all.fields(LIMIT_FIELDS);
        for (AppLimit limit : AppLimit.values()) {
            Setting field = named.get(limit.key());
            if (field != null) {
                limits.put(limit, field.number(limit.min(), limit.max(), limit.min() + " to " + limit.max()));
            }
        }
        return limits;
    }
}
