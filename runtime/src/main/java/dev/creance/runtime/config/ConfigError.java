package dev.creance.runtime.config;

/**
 * A configuration that must not run: where (file:line:column), the value, the limit it breaks, and what to do.
 *
 * <pre>
 * robot.yaml:2:12: loop.rate=20 kHz is above 8 kHz, the fastest supported tick
 *     2 |   rate: 20 kHz
 *       |         ^ hint: lower loop.rate
 * </pre>
 */
public final class ConfigError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String where;
    private final String excerpt;
    private final String hint;

    ConfigError(String where, String message, String excerpt, String hint) {
        super(message);
        this.where = where;
        this.excerpt = excerpt;
        this.hint = hint;
    }

    /** {@code file:line:column}, or the file's name alone where there is no position; empty for an option. */
    public String where() {
        return where;
    }

    public String hint() {
        return hint;
    }

    /** The same error with a remedy. */
    public ConfigError withHint(String remedy) {
        return new ConfigError(where, super.getMessage(), excerpt, remedy);
    }

    /** Position and message on the first line, then the line of the file with a caret, then the hint. */
    @Override
    public String getMessage() {
        StringBuilder text =
                new StringBuilder(where).append(where.isEmpty() ? "" : ": ").append(super.getMessage());
        if (!excerpt.isEmpty()) {
            text.append('\n').append(excerpt);
        }
        if (!hint.isEmpty()) {
            text.append(excerpt.isEmpty() ? "\n    hint: " : " hint: ").append(hint);
        }
        return text.toString();
    }
}
