package dev.creance.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.config.Dimension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What the benchmarks' command lines have in common. */
final class Arguments {
    private Arguments() {}

    /** The value of an option that carries its unit. */
    static double quantity(String option, String text, Dimension dimension, double least, double greatest) {
        return ConfigFile.option(option, text).quantity(dimension, least, greatest);
    }

    static Duration duration(String option, String text, double leastS, double greatestS) {
        return Duration.ofNanos(Math.round(1e9 * quantity(option, text, Dimension.TIME, leastS, greatestS)));
    }

    /** @param file null for none */
    static void writeJson(Path file, JsonNode result) throws IOException {
        if (file != null) {
            ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
            Files.writeString(file, mapper.writeValueAsString(result) + "\n");
        }
    }
}
