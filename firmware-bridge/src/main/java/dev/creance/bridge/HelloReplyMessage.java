package dev.creance.bridge;

import java.nio.ByteBuffer;

/** Payload of HELLO_REPLY. Off the hot path. */
record HelloReplyMessage(
        int session,
        int challenge,
        Schemas schemas,
        int sensorChannels,
        int commandChannels,
        int state,
        HelloResult result,
        DeviceIdentity identity) {

    void write(ByteBuffer out) {
        out.putInt(session).putInt(challenge);
        schemas.write(out);
        out.putInt(identity.capabilities()).putInt(identity.maxRateHz()).putInt(identity.sensorRateHz());
        out.put((byte) sensorChannels)
                .put((byte) commandChannels)
                .put((byte) state)
                .put((byte) result.ordinal());
        out.put(DeviceIdentity.nameBytes(identity.name()));
        out.put(DeviceIdentity.nameBytes(identity.firmware()));
        out.put(DeviceIdentity.nameBytes(identity.version()));
    }

    /** Null where a field holds what no device may say. */
    static HelloReplyMessage read(ByteBuffer in) {
        int session = in.getInt();
        int challenge = in.getInt();
        Schemas schemas = Schemas.read(in);
        int capabilities = in.getInt();
        int maxRateHz = in.getInt();
        int sensorRateHz = in.getInt();
        int sensorChannels = in.get() & 0xff;
        int commandChannels = in.get() & 0xff;
        int state = in.get() & 0xff;
        HelloResult result = HelloResult.ofCode(in.get());
        String name = readName(in);
        String firmware = readName(in);
        String version = readName(in);
        if (maxRateHz <= 0 || sensorRateHz <= 0) {
            return null;
        }
        DeviceIdentity identity = new DeviceIdentity(name, firmware, version, capabilities, maxRateHz, sensorRateHz);
        return new HelloReplyMessage(
                session, challenge, schemas, sensorChannels, commandChannels, state, result, identity);
    }

    private static String readName(ByteBuffer in) {
        byte[] bytes = new byte[DeviceIdentity.NAME_BYTES];
        in.get(bytes);
        return DeviceIdentity.name(bytes);
    }
}
