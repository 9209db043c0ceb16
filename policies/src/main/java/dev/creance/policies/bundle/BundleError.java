package dev.creance.policies.bundle;

/** A bundle that must not be used: what is wrong with it, and what to do. Who knows its file's name says that too. */
public final class BundleError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String remedy;

    BundleError(String problem, String remedy) {
        super(problem);
        this.remedy = remedy;
    }

    /** One clause that goes on from the file's name. */
    public String problem() {
        return getMessage();
    }

    public String remedy() {
        return remedy;
    }
}
