package dev.creance.policies.manifest;

import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.property.Property;
import org.junit.jupiter.api.Test;

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
}
