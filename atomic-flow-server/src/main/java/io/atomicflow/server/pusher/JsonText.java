package io.atomicflow.server.pusher;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** JSON objects, written field by field. */
public final class JsonText {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonText() {}

    /** The object whose fields {@code fields} writes. */
    public static String of(Fields fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            fields.writeTo(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a string refused to be written to", impossible);
        }
        return text.toString();
    }

    /** Writes the fields of an object. */
    public interface Fields {

        /** Writes all of them, one after the other. */
        void writeTo(JsonGenerator json) throws IOException;
    }
}
