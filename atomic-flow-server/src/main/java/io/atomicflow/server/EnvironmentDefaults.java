package io.atomicflow.server;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Lets each option be given by a variable too: {@code --app-key} is {@code ATOMICFLOW_APP_KEY}. */
final class EnvironmentDefaults implements IDefaultValueProvider {

    private final Map<String, String> environment;

    EnvironmentDefaults(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        return argument instanceof OptionSpec option ? environment.get(variableOf(option.longestName())) : null;
    }

    /** Whether the environment says what the option is. */
    boolean has(OptionSpec option) {
        return defaultValue(option) != null;
    }

    Map<String, String> variables() {
        return environment;
    }

    static String variableOf(String option) {
        return "ATOMICFLOW_" + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
