package dev.creance.dynamics.arm.urdf;

/** A description that no arm can be built from; the message names file, line, column, what was seen and what to do. */
public final class UrdfException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UrdfException(String message) {
        super(message);
    }
}
