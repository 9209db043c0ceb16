package dev.creance.policies.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.creance.policies.imports.ReferencePolicy;
import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.property.Property;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a manifest holds, its reader ends with a manifest or with an error that has a place. What
 * {@code tools/fuzz/run policies} found lies in {@code ManifestFuzzTestInputs}.
 */
class ManifestFuzzTest {
    private static final String[] PIECES = {
        "none",
        "[]",
        "{}",
        "-1",
        "1e309",
        ".nan",
        "policy",
        "[1, 2]",
        "{all: 1}",
        "\n",
        ": ",
        "- ",
        "&a ",
        "*a",
        "!!int ",
        "\"",
        "0x10",
        "{order: device, values: [1]}",
        "99999999999"
    };

    /** Whatever is cut out or put in, the reader ends with a manifest or with an error that has a place. */
    @Test
    void anAlteredManifestIsReadOrRefusedWithAPlaceButNeverBreaksTheReader() {
        String whole = ManifestExamples.everything();
        Property.check(3000, choices -> {
            StringBuilder text = new StringBuilder(whole);
            int edits = choices.integer(1, 4);
            for (int i = 0; i < edits; i++) {
                int from = choices.integer(0, text.length() - 1);
                int length = Math.min(choices.integer(0, 12), text.length() - from);
                String piece = PIECES[choices.integer(0, PIECES.length - 1)];
                text.replace(from, from + length, piece);
            }
            try {
                ManifestReader.read(ConfigFile.parse("policy.yaml", text.toString()));
            } catch (ConfigError refused) {
                // the only way out
            }
        });
    }

    static Stream<byte[]> manifests() {
        Stream<String> examples = Stream.concat(
                Stream.of(ManifestExamples.everything()), ManifestExamples.withOtherActions().values().stream());
        Stream<byte[]> imported = ReferencePolicy.imported().stream()
                .map(policy -> bytes(policy.home().resolve("policy.yaml")));
        return Stream.concat(examples.map(text -> text.getBytes(StandardCharsets.UTF_8)), imported);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Timeout(20)
    @MethodSource("manifests")
    @FuzzTest(maxDuration = "1m")
    void anyBytesAreAManifestOrAreRefusedWithAPlace(byte[] bytes) {
        try {
            ManifestReader.read(ConfigFile.parse("policy.yaml", new String(bytes, StandardCharsets.UTF_8)));
        } catch (ConfigError refused) {
            assertThat(refused.getMessage()).startsWith("policy.yaml");
        }
    }
}
