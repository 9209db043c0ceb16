package dev.creance.record.mcap;

/**
 * One message of a channel.
 *
 * @param sequence counts the channel's messages, u32
 * @param data not copied
 */
public record McapMessage(int channelId, long sequence, long logTimeNs, long publishTimeNs, byte[] data) {}
