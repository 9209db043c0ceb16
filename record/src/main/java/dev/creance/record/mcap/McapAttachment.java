package dev.creance.record.mcap;

/**
 * A file inside the log, such as the configuration of the run.
 *
 * @param logTimeNs when it was recorded, on the clock of the log
 * @param data not copied
 */
public record McapAttachment(String name, String mediaType, long logTimeNs, byte[] data) {}
