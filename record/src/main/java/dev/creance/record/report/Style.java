package dev.creance.record.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The style sheets, which stand inside the page or the picture: nothing is fetched from anywhere. */
enum Style {
    COLOURS,
    PLOTS,
    PAGE;

    String text() {
        try (InputStream in = Style.class.getResourceAsStream(name().toLowerCase(java.util.Locale.ROOT) + ".css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
