package dev.creance.app;

/** What the process says to its caller, the same for every verb. */
final class ExitCode {
    static final int DONE = 0;

    /** A check found something, or the task failed. */
    static final int FOUND = 1;

    /** Usage or configuration. */
    static final int USAGE = 2;

    /** Device or link. */
    static final int DEVICE = 3;

    /** A safety stop ended the run. */
    static final int SAFETY_STOP = 4;

    private ExitCode() {}
}
