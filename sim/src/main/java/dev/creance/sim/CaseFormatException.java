package dev.creance.sim;

/** A recorded case cannot be read; the message names file, line, what was seen and what to do. */
public final class CaseFormatException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CaseFormatException(String message) {
        super(message);
    }
}
