package dev.creance.runtime;

/** A device or its link cannot be used; the message names device, port, what was seen and what to do. */
public final class DeviceException extends Exception {
    private static final long serialVersionUID = 1;

    public DeviceException(String message) {
        super(message);
    }

    public DeviceException(String message, Throwable cause) {
        super(message, cause);
    }
}
