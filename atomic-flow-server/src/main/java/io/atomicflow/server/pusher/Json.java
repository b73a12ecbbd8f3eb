package io.atomicflow.server.pusher;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON from outside, within bounds: whatever is deeper, longer or less clear is refused. */
final class Json {

    private static final int MAX_DEPTH = 20;
    private static final int MAX_NUMBER_LENGTH = 100;
    private static final int MAX_NAME_LENGTH = 1_000;

    private Json() {}

    /** Reads texts of at most {@code maxLength}; numbers keep every digit that they have. */
    static JsonMapper within(int maxLength) {
        StreamReadConstraints limits = StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxNumberLength(MAX_NUMBER_LENGTH)
                .maxStringLength(maxLength)
                .maxNameLength(MAX_NAME_LENGTH)
                .build();
        return JsonMapper.builder(
                JsonFactory.builder()
                        .streamReadConstraints(limits)
                        // Names from outside are kept nowhere: else they could be made to collide, or to fill memory.
                        .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .disable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .build();
    }

    /** Reads a text; a number whose exponent nothing can hold makes it no JSON for us. */
    static JsonNode read(JsonMapper json, String text) throws JsonProcessingException {
        try {
            return json.readTree(text);
        } catch (NumberFormatException outOfBounds) {
            throw new JsonParseException(null, "a number is out of bounds", outOfBounds);
        }
    }
}
