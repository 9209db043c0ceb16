package dev.creance.record.mcap;

/**
 * What the messages of a channel look like.
 *
 * @param id unique in the file, not 0
 * @param encoding {@code protobuf} or {@code jsonschema}
 * @param data a FileDescriptorSet or a JSON schema; not copied
 */
public record McapSchema(int id, String name, String encoding, byte[] data) {}
