package io.atomicflow.server.config;

import io.atomicflow.server.pusher.App;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What the file says: of options that the command line has too, and of apps. It is read whole and checked before
 * anything of it is used.
 */
public final class ConfigFile {

    /** The option that names the file; the only one that the file cannot have. */
    public static final String OPTION = "--config";

    private static final String APPS = "apps";
    private static final List<String> OF_THE_ONE_APP = List.of("appId", "appKey", "appSecret", "clientEvents");

    private final List<App> apps;
    private final Map<OptionSpec, Object> values;
    private final Map<OptionSpec, Setting> places;

    private ConfigFile(List<App> apps, Map<OptionSpec, Object> values, Map<OptionSpec, Setting> places) {
        this.apps = apps;
        this.values = values;
        this.places = places;
    }

    /** What there is without a file. */
    public static ConfigFile none() {
        return new ConfigFile(List.of(), Map.of(), Map.of());
    }

    /**
     * Reads the file.
     *
     * @param command whose options can be fields
     * @param environment where secrets may be taken from
     * @throws ConfigMistake if it cannot be read, or anything in it is wrong
     */
    public static ConfigFile read(Path file, CommandSpec command, Map<String, String> environment) {
        SecretReader secrets = new SecretReader(environment);
        OptionFields options = new OptionFields(command, secrets);
        Map<String, Setting> fields = fields(file, options);
        Setting apps = fields.remove(APPS);
        if (apps != null) {
            refuseTheOneApp(fields);
        }
        Map<OptionSpec, Object> values = new HashMap<>();
        Map<OptionSpec, Setting> places = new HashMap<>();
        fields.forEach((name, setting) -> {
            values.put(options.option(name), options.value(name, setting));
            places.put(options.option(name), setting);
        });
        return new ConfigFile(apps == null ? List.of() : new AppReader(secrets).read(apps), values, places);
    }

    private static Map<String, Setting> fields(Path file, OptionFields options) {
        List<String> known = new ArrayList<>(List.of(APPS));
        known.addAll(options.names());
        return ConfigFormat.of(file).parse(file.toString(), ConfigText.read(file)).fields(known);
    }

    private static void refuseTheOneApp(Map<String, Setting> fields) {
        for (String name : OF_THE_ONE_APP) {
            Setting field = fields.get(name);
            if (field != null) {
                throw field.mistake("must not be there beside 'apps': an app has its own");
            }
        }
    }

    /** The apps, in the order of the file; none if it has none. */
    public List<App> apps() {
        return apps;
    }

    /** Sets those of its options that are {@code open}: nobody who goes before the file has said what they are. */
    public void fill(Predicate<OptionSpec> open) {
        values.forEach((option, value) -> {
            if (open.test(option)) {
                option.setValue(value);
            } else {
                places.remove(option);
            }
        });
    }

    /** Says what is wrong with an option, if it was this file that set it; else returns. */
    public void refuse(String option, String rule) {
        places.forEach((filled, place) -> {
            if (filled.longestName().equals(option)) {
                throw place.mistake(rule);
            }
        });
    }
}
