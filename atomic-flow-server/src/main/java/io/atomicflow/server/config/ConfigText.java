package io.atomicflow.server.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The text of the file: UTF-8, and not too long. */
final class ConfigText {

    static final int MAX_BYTES = 1_048_576;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private ConfigText() {}

    static String read(Path file) {
        String text = decoded(file, bytes(file));
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    private static byte[] bytes(Path file) {
        if (Files.isDirectory(file)) {
            throw new ConfigMistake(file.toString(), "is a directory, must be a file");
        }
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new ConfigMistake(file.toString(), "must have at most " + MAX_BYTES + " bytes, has more");
            }
            return bytes;
        } catch (NoSuchFileException missing) {
            throw new ConfigMistake(file.toString(), "there is no such file");
        } catch (AccessDeniedException denied) {
            throw new ConfigMistake(file.toString(), "must be readable by the user that runs the server");
        } catch (IOException broken) {
            throw new ConfigMistake(file.toString(), "could not be read: " + broken.getMessage());
        }
    }

    private static String decoded(Path file, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException malformed) {
            throw new ConfigMistake(file.toString(), "must be text in UTF-8");
        }
    }
}
