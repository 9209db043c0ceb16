package dev.creance.drivers;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import dev.creance.runtime.DeviceException;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Link;

/**
 * A serial port, non-blocking: 8 data bits, no parity, one stop bit, no flow control. jSerialComm opens, locks and configures it
 * everywhere. On Linux bytes go through a descriptor of our own on the same terminal, for jSerialComm's write (2.11.4) repeats
 * for ever on EAGAIN: a device that no longer reads would hang the tick, and the stop path with it.
 */
public final class SerialLink implements Link {
    /**
     * Where there is no descriptor, most bytes that may wait to be sent: less than any driver's buffer, so that jSerialComm's
     * write finds room.
     */
    private static final int MAX_WAITING_BYTES = 1024;

    /** A start bit, eight data bits, a stop bit. */
    static final double BITS_PER_BYTE = 10;

    private final SerialPort port;
    private final String path;
    private final int baud;

    /** Null where the system is none we know the descriptors of. */
    private final TtyDescriptor descriptor;

    private volatile boolean closed;

    private SerialLink(SerialPort port, TtyDescriptor descriptor, String path, int baud) {
        this.port = port;
        this.descriptor = descriptor;
        this.path = path;
        this.baud = baud;
    }

    /**
     * Opens a port by its path or name.
     *
     * @throws DeviceException that says why it cannot be opened and what to do
     */
    public static SerialLink open(String path, int baud) throws DeviceException {
        return open(path, baud, Platform.isLinux());
    }

    static SerialLink open(String path, int baud, boolean ownDescriptor) throws DeviceException {
        SerialPort port;
        try {
            port = SerialPort.getCommPort(path);
        } catch (SerialPortInvalidPortException notThere) {
            throw new DeviceException(path + ": there is no such port; " + known(), notThere);
        }
        port.setComPortParameters(baud, 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
        port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
        port.setComPortTimeouts(SerialPort.TIMEOUT_NONBLOCKING, 0, 0);
        // Ours first: jSerialComm may claim the terminal for itself.
        TtyDescriptor descriptor = ownDescriptor ? descriptor(port.getSystemPortPath()) : null;
        if (!port.openPort(0)) {
            if (descriptor != null) {
                descriptor.close();
            }
            throw cannotOpen(path, port.getLastErrorCode());
        }
        return new SerialLink(port, descriptor, path, baud);
    }

    private static TtyDescriptor descriptor(String path) throws DeviceException {
        int opened = Posix.open(path, Posix.O_RDWR | Posix.O_NOCTTY | Posix.O_NONBLOCK | Posix.O_CLOEXEC);
        if (opened < 0) {
            throw cannotOpen(path, Native.getLastError());
        }
        return new TtyDescriptor(opened, false);
    }

    private static DeviceException cannotOpen(String path, int error) {
        return new DeviceException(path + ": cannot be opened (error " + error
                + "); check that nobody else has it open and that this user may (group dialout on Linux); " + known());
    }

    private static String known() {
        StringBuilder text = new StringBuilder("ports of this machine:");
        for (SerialPort each : SerialPort.getCommPorts()) {
            text.append(' ').append(each.getSystemPortPath());
        }
        return text.append(text.charAt(text.length() - 1) == ':' ? " none" : "").toString();
    }

    @Override
    @HotPath
    public int read(byte[] buffer) {
        if (closed) {
            return CLOSED;
        }
        int count = descriptor != null ? descriptor.read(buffer) : port.readBytes(buffer, buffer.length);
        return count < 0 ? CLOSED : count;
    }

    @Override
    @HotPath
    public int write(byte[] buffer, int length) {
        if (closed) {
            return CLOSED;
        }
        return descriptor != null ? descriptor.write(buffer, length) : writePortably(buffer, length);
    }

    private int writePortably(byte[] buffer, int length) {
        int waiting = port.bytesAwaitingWrite();
        if (waiting < 0) {
            return CLOSED;
        }
        if (waiting + length > MAX_WAITING_BYTES) {
            return 0;
        }
        int count = port.writeBytes(buffer, length);
        return count < 0 ? CLOSED : count;
    }

    @Override
    public double bytesPerS() {
        return baud / BITS_PER_BYTE;
    }

    @Override
    public String describe() {
        return path + " at " + baud + " baud";
    }

    @Override
    public void close() {
        closed = true;
        if (descriptor != null) {
            descriptor.close();
        }
        port.closePort();
    }
}
