package dev.creance.bridge;

import dev.creance.runtime.HotPath;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The watchdog token: proof that data, not only a thread, moved on. CRC-32C over session, sensor sequence, shield sequence,
 * policy sequence and source. Not thread-safe.
 */
@HotPath
final class Token {
    private static final int BYTES = 17;

    private final byte[] bytes = new byte[BYTES];
    private final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C checksum = new CRC32C();

    int of(int session, CommandMessage command) {
        buffer.clear();
        buffer.putInt(session).putInt(command.sensorSequence).putInt(command.shieldSequence);
        buffer.putInt(command.policySequence).put((byte) command.source);
        checksum.reset();
        checksum.update(bytes, 0, BYTES);
        return (int) checksum.getValue();
    }
}
