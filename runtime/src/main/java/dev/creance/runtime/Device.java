package dev.creance.runtime;

/**
 * What the runtime reads from and writes to. {@code open} may block and throw; everything after it is called from the tick
 * thread and does neither. {@code stop} alone may be called from any thread, at any time, also while a tick hangs.
 */
public interface Device extends AutoCloseable {
    Layout sensors();

    Layout commands();

    /**
     * Opens the link and shakes hands.
     *
     * @throws DeviceException that names device, port and remedy
     */
    void open(Clock clock) throws DeviceException;

    /**
     * Drains the link. Copies the newest sensor frame since the last call, if there is one.
     *
     * @param sensorsOut modified only where the result is true
     * @param statusOut always modified
     */
    @HotPath
    boolean read(long nowNs, Frame sensorsOut, DeviceStatus statusOut);

    /** Sends one command, then the directive, if there is one. Writes nothing but what it is given. */
    @HotPath
    void write(long nowNs, Command command, Directive directive);

    /** Cuts the actuators or orders the device to land by itself, past a hung tick. Thread-safe; repeats the order. */
    void stop(Directive directive);

    @Override
    void close();
}
