package dev.creance.safety.logic;

/** A formula that cannot be read: where, what stands there, and what to write instead. */
public final class FormulaError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int offset;
    private final int line;
    private final int column;
    private final String hint;

    FormulaError(String text, int offset, String message, String hint) {
        super(message);
        this.offset = offset;
        this.hint = hint;
        String before = text.substring(0, offset);
        line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        column = offset - before.lastIndexOf('\n');
    }

    /** Characters before the place. */
    public int offset() {
        return offset;
    }

    /** Of the formula's own text, from 1. */
    public int line() {
        return line;
    }

    /** From 1. */
    public int column() {
        return column;
    }

    public String hint() {
        return hint;
    }

    /** Without its position. */
    public String problem() {
        return super.getMessage();
    }

    @Override
    public String getMessage() {
        return line + ":" + column + ": " + super.getMessage() + " hint: " + hint;
    }
}
