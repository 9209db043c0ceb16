package dev.creance.policies.motion;

/** Why a file is no motion; the text goes on from the file's name. */
final class MotionFileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MotionFileException(String problem) {
        super(problem);
    }
}
