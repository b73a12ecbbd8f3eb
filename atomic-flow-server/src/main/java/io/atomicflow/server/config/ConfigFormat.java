package io.atomicflow.server.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.atomicflow.server.pusher.Untrusted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the file is written, told by the ending of its name. Within bounds: no deep nesting, no field twice, one document,
 * and no aliases, so that nothing grows while it is read.
 */
final class ConfigFormat {

    private static final Pattern TWICE = Pattern.compile("Duplicate field '(.*)'", Pattern.DOTALL);

    private static final ConfigFormat JSON = new ConfigFormat(
            JsonMapper.builder(JsonFactory.builder().streamReadConstraints(bounds()).build()),
            "is no valid JSON; is a comma or a quote missing?");
    private static final ConfigFormat YAML = new ConfigFormat(
            YAMLMapper.builder(YAMLFactory.builder().streamReadConstraints(bounds()).build()),
            "is no valid YAML; are special characters in quotes, and is it indented by spaces?");

    private final ObjectMapper mapper;
    private final String malformed;

    private ConfigFormat(MapperBuilder<?, ?> mapper, String malformed) {
        this.mapper = mapper
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        this.malformed = malformed;
    }

    static ConfigFormat of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            return JSON;
        }
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return YAML;
        }
        throw new ConfigMistake(file.toString(), "the name must end with .json, .yaml or .yml");
    }

    /** The whole text as a tree. */
    Setting parse(String file, String text) {
        if (text.isBlank()) {
            throw new ConfigMistake(file, "is empty");
        }
        try {
            refuseAliases(file, text);
            return Setting.root(file, mapper.readTree(text));
        } catch (JsonProcessingException broken) {
            throw new ConfigMistake(placeOf(file, broken.getLocation()), ruleBrokenBy(broken));
        } catch (IOException impossible) {
            throw new IllegalStateException("a text can always be read", impossible);
        }
    }

    /** An alias would be read as the text of its name, which nobody can have meant. */
    private void refuseAliases(String file, String text) throws IOException {
        try (JsonParser parser = mapper.createParser(text)) {
            while (parser instanceof YAMLParser yaml && yaml.nextToken() != null) {
                if (yaml.isCurrentAlias()) {
                    throw new ConfigMistake(
                            placeOf(file, parser.currentTokenLocation()),
                            "aliases (*name) are not allowed; a text that begins with * must be in quotes");
                }
            }
        }
    }

    /** What the parser says of it would quote the text, and so perhaps a secret. */
    private String ruleBrokenBy(JsonProcessingException broken) {
        Matcher twice = TWICE.matcher(broken.getOriginalMessage());
        if (twice.matches()) {
            return "field '" + Untrusted.printable(twice.group(1)) + "' is there twice";
        }
        if (broken instanceof StreamConstraintsException) {
            return "is nested too deeply, or has a number or a name that is too long";
        }
        if (broken instanceof MismatchedInputException) {
            return "there must be one document, was more";
        }
        return malformed;
    }

    private static String placeOf(String file, JsonLocation location) {
        return location == null || location.getLineNr() < 1
                ? file
                : file + ", line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static StreamReadConstraints bounds() {
        return StreamReadConstraints.builder()
                .maxNestingDepth(20)
                .maxNumberLength(100)
                .maxNameLength(1_000)
                .build();
    }
}
