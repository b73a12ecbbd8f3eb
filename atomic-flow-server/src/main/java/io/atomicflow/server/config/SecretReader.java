package io.atomicflow.server.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Secrets: as they are, or {@code ${NAME}} for what a variable of the environment holds. */
final class SecretReader {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private final Map<String, String> environment;

    SecretReader(Map<String, String> environment) {
        this.environment = environment;
    }

    String read(Setting setting) {
        String text = setting.text();
        if (text.isEmpty()) {
            throw setting.mistake("must not be empty");
        }
        // Not only the whole pattern: ${NAME:-default} would else become a secret that everybody can guess.
        return text.startsWith("${") ? variable(setting, text) : text;
    }

    private String variable(Setting setting, String text) {
        Matcher name = VARIABLE.matcher(text);
        if (!name.matches()) {
            throw setting.mistake("what begins with ${ must be ${NAME}, with a name of A-Z a-z 0-9 _");
        }
        String value = environment.get(name.group(1));
        if (value == null || value.isEmpty()) {
            throw setting.mistake("the environment variable " + name.group(1) + " must be set, and not empty");
        }
        return value;
    }
}
