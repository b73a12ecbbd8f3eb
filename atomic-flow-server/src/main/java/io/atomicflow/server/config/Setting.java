package io.atomicflow.server.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.atomicflow.server.pusher.Untrusted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One value of the file, with the place where it stands. Texts are never part of a message here: any of them could be a
 * secret that came into the wrong field.
 */
final class Setting {

    private final String file;
    private final String path;
    private final JsonNode value;

    private Setting(String file, String path, JsonNode value) {
        this.file = file;
        this.path = path;
        this.value = value;
    }

    static Setting root(String file, JsonNode value) {
        return new Setting(file, "", value);
    }

    String text() {
        if (!value.isTextual()) {
            throw mistake("must be a text, was " + kind() + (value.isValueNode() ? "; put it in quotes" : ""));
        }
        return value.textValue();
    }

    boolean flag() {
        if (!value.isBoolean()) {
            throw mistake("must be true or false, was " + kind());
        }
        return value.booleanValue();
    }

    int number(int min, int max, String rule) {
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < min || value.intValue() > max) {
            throw mistake("must be " + rule + ", was " + (value.isNumber() ? value.asText() : kind()));
        }
        return value.intValue();
    }

    /** The elements of a list. */
    List<Setting> items() {
        if (!value.isArray()) {
            throw mistake("must be a list, was " + kind());
        }
        List<Setting> items = new ArrayList<>(value.size());
        for (JsonNode item : value) {
            items.add(new Setting(file, path + "[" + items.size() + "]", item));
        }
        return items;
    }

    List<String> texts() {
        return items().stream().map(Setting::text).toList();
    }

    /** The fields of an object, by name. */
    Map<String, Setting> fields(Collection<String> known) {
        if (!value.isObject()) {
            throw mistake("must be an object with fields, was " + kind());
        }
        Map<String, Setting> fields = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            String name = field.getKey();
            if (!known.contains(name)) {
                throw mistake(
                        "there is no field '" + Untrusted.printable(name) + "', but: " + String.join(", ", known));
            }
            fields.put(name, new Setting(file, path.isEmpty() ? name : path + "." + name, field.getValue()));
        }
        return fields;
    }

    /** Where it stands in the file: {@code apps[0].key}. */
    String path() {
        return path;
    }

    ConfigMistake mistake(String rule) {
        return new ConfigMistake(path.isEmpty() ? file : file + ": " + path, rule);
    }

    private String kind() {
        return switch (value.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT, POJO -> "an object";
            case BOOLEAN -> "true or false";
            case NUMBER -> "a number";
            case STRING -> value.textValue().isEmpty() ? "empty" : "a text";
            case BINARY -> "a text";
            case NULL, MISSING -> "empty";
        };
    }
}
