package dev.creance.policies.imports;

/** A source that cannot be imported: which, why, and what to do. */
public final class ImportError extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ImportError(String source, String problem, String remedy) {
        super(source + " " + problem + "\n    hint: " + remedy);
    }
}
