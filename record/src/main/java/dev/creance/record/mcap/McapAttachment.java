package dev.creance.record.mcap;

import java.nio.charset.StandardCharsets;

/**
 * A file inside the log, such as the configuration of the run.
 *
 * @param logTimeNs when it was recorded, on the clock of the log
 * @param data not copied
 */
public record McapAttachment(String name, String mediaType, long logTimeNs, byte[] data) {
    /** A text that was there before the log began. */
    public static McapAttachment ofText(String name, String mediaType, String text) {
        return new McapAttachment(name, mediaType, 0, text.getBytes(StandardCharsets.UTF_8));
    }

    public String text() {
        return new String(data, StandardCharsets.UTF_8);
    }
}
