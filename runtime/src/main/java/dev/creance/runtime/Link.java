package dev.creance.runtime;

/**
 * The byte pipe under a device: serial, UDP, TCP, PTY or in process. Neither method blocks. One thread may read while two
 * write (the tick thread and the stop path): each {@code write} is handed to the system in one call, so frames that carry
 * their own delimiters survive.
 */
public interface Link extends AutoCloseable {
    /** What a closed or broken link returns. */
    int CLOSED = -1;

    /** Fills {@code buffer} from its start with what has arrived; returns the count, 0 for none, or {@link #CLOSED}. */
    @HotPath
    int read(byte[] buffer);

    /** Sends the first {@code length} bytes of {@code buffer}; returns how many were taken, or {@link #CLOSED}. */
    @HotPath
    int write(byte[] buffer, int length);

    /** How many bytes a second the link carries; {@link Double#POSITIVE_INFINITY} where it has no rate of its own. */
    double bytesPerS();

    /** What a person calls this link, for example {@code /dev/ttyACM0 at 921600 baud}. */
    String describe();

    @Override
    void close();
}
