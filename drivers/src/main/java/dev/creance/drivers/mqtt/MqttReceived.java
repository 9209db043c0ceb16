package dev.creance.drivers.mqtt;

/**
 * One message that arrived.
 *
 * @param payload not copied; the receiver owns it
 * @param retained whether it is an old one that the broker had kept, sent because we subscribed
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier that is never compared
public record MqttReceived(String topic, byte[] payload, int qos, boolean retained) {}
