package dev.creance.app;

/** The command line asks for what cannot be; the message names the value and what to do. Ends with exit code 2. */
final class UsageError extends Exception {
    private static final long serialVersionUID = 1;

    UsageError(String message) {
        super(message);
    }
}
