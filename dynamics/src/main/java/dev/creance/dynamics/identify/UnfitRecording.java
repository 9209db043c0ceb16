package dev.creance.dynamics.identify;

/** Nothing can be said of a machine by this recording; the message says why, and what to record instead. */
public final class UnfitRecording extends Exception {
    private static final long serialVersionUID = 1;

    public UnfitRecording(String message) {
        super(message);
    }
}
