package io.atomicflow.server.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options of the command line as fields of the file: {@code --max-connections} is {@code maxConnections}. */
final class OptionFields {

    private static final String SECRET = "appSecret";
    private static final int MAX_NUMBER = 999_999_999;

    private final Map<String, OptionSpec> byName = new TreeMap<>();
    private final SecretReader secrets;

    OptionFields(CommandSpec command, SecretReader secrets) {
        this.secrets = secrets;
        for (OptionSpec option : command.options()) {
            if (!option.usageHelp() && !option.versionHelp() && !option.longestName().equals(ConfigFile.OPTION)) {
                byName.put(nameOf(option), option);
            }
        }
    }

    Set<String> names() {
        return byName.keySet();
    }

    OptionSpec option(String name) {
        return Objects.requireNonNull(byName.get(name), name);
    }

    static String nameOf(OptionSpec option) {
        String[] words = option.longestName().substring(2).split("-", -1);
        return words[0] + Arrays.stream(words)
                .skip(1)
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    /** What the option is set to. */
    Object value(String name, Setting setting) {
        OptionSpec option = option(name);
        Class<?> type = option.type();
        if (name.equals(SECRET)) {
            return secrets.read(setting);
        }
        if (type == String.class) {
            return setting.text();
        }
        if (type == List.class) {
            return setting.texts();
        }
        if (type == boolean.class || type == Boolean.class) {
            return setting.flag();
        }
        if (type == int.class) {
            return number(setting);
        }
        if (type == long.class) {
            return (long) number(setting);
        }
        if (type.isEnum()) {
            return constant(type, setting);
        }
        throw new IllegalStateException("no field of the file can be a " + type + ", as " + option + " is");
    }

    private static int number(Setting setting) {
        return setting.number(-MAX_NUMBER, MAX_NUMBER, "a whole number of at most 9 digits");
    }

    private static Object constant(Class<?> type, Setting setting) {
        String text = setting.text();
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.toString().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> setting.mistake("must be one of " + Arrays.stream(type.getEnumConstants())
                        .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "))));
    }
}
