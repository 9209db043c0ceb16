package dev.creance.app;

/** A change of set points that must not be; its message says which and why, in one line. */
final class SetpointRefused extends Exception {
    private static final long serialVersionUID = 1;

    SetpointRefused(String message) {
        super(message);
    }
}
