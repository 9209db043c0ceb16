package dev.creance.drivers;

import com.sun.jna.Native;
import dev.creance.runtime.DeviceException;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Link;
import java.nio.charset.StandardCharsets;

/**
 * A pseudo-terminal: this is the master's end, as a link; the other end has a {@link #path} that any serial library opens. Raw:
 * bytes go through as they are.
 */
@HotPath
public final class PtyPair implements Link {
    private final TtyDescriptor master;
    private final String path;
    private final double bytesPerS;

    private PtyPair(TtyDescriptor master, String path, double bytesPerS) {
        this.master = master;
        this.path = path;
        this.bytesPerS = bytesPerS;
    }

    /**
     * Opens a pair that passes for a serial line of this rate; the kernel does not slow it down to it.
     *
     * @throws DeviceException where the system gives none
     */
    public static PtyPair open(int baud) throws DeviceException {
        int descriptor = Posix.posix_openpt(Posix.O_RDWR | Posix.O_NOCTTY | Posix.O_NONBLOCK | Posix.O_CLOEXEC);
        if (descriptor < 0) {
            throw failure("posix_openpt");
        }
        try {
            check(Posix.grantpt(descriptor), "grantpt");
            check(Posix.unlockpt(descriptor), "unlockpt");
            byte[] name = new byte[128];
            check(Posix.ptsname_r(descriptor, name, name.length), "ptsname_r");
            byte[] termios = new byte[Posix.TERMIOS_BYTES];
            check(Posix.tcgetattr(descriptor, termios), "tcgetattr");
            Posix.cfmakeraw(termios);
            check(Posix.tcsetattr(descriptor, Posix.TCSANOW, termios), "tcsetattr");
            String path = Native.toString(name, StandardCharsets.US_ASCII.name());
            // Who opens the other end may close it and come back: that is no end of this link.
            return new PtyPair(new TtyDescriptor(descriptor, true), path, baud / SerialLink.BITS_PER_BYTE);
        } catch (DeviceException failure) {
            Posix.close(descriptor);
            throw failure;
        }
    }

    private static void check(int result, String call) throws DeviceException {
        if (result != 0) {
            throw failure(call);
        }
    }

    private static DeviceException failure(String call) {
        return new DeviceException("no pseudo-terminal: " + call + " failed with errno " + Native.getLastError()
                + "; mount devpts at /dev/pts, or use port 'sim', which needs none");
    }

    /** Where the other end is opened, for example {@code /dev/pts/4}. */
    public String path() {
        return path;
    }

    @Override
    public int read(byte[] buffer) {
        return master.read(buffer);
    }

    @Override
    public int write(byte[] buffer, int length) {
        return master.write(buffer, length);
    }

    @Override
    public double bytesPerS() {
        return bytesPerS;
    }

    @Override
    public String describe() {
        return "pseudo-terminal of " + path;
    }

    @Override
    public void close() {
        master.close();
    }
}
