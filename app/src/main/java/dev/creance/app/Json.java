package dev.creance.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Results for machines: stable keys, SI units in their names. */
final class Json {
    static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Writes a result where {@code --json} says; nothing where it was not given. */
    static void write(Path file, ObjectNode result) throws UsageError {
        if (file == null) {
            return;
        }
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            Files.writeString(file, MAPPER.writeValueAsString(result) + "\n");
        } catch (IOException e) {
            throw new UsageError(
                    "--json=" + file + " cannot be written (" + e.getMessage() + "); choose another place");
        }
    }
}
