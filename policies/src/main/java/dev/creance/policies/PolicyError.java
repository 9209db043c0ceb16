package dev.creance.policies;

/**
 * A policy file that must not be used: which file, what is wrong with it, and what to do. Faults of a manifest, which have a
 * line and a column, are {@link dev.creance.runtime.config.ConfigError}s instead.
 */
public final class PolicyError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String file;
    private final String problem;
    private final String remedy;

    PolicyError(String file, String problem, String remedy) {
        super(file + ": " + problem + "\n    hint: " + remedy);
        this.file = file;
        this.problem = problem;
        this.remedy = remedy;
    }

    public String file() {
        return file;
    }

    public String problem() {
        return problem;
    }

    public String remedy() {
        return remedy;
    }
}
