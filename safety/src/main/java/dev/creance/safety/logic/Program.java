package dev.creance.safety.logic;

import java.util.List;

/**
 * Formulas as arrays of operators, each after those that it takes its values from. An operator is fed by every tick from one on;
 * what comes out of it in a tick is its value at an instant some ticks ago, its delay.
 */
final class Program {
    enum Op {
        ATOM,
        CONSTANT,
        NEGATE,
        LEAST,
        GREATEST,
        DELAY,
        WINDOW_LEAST,
        WINDOW_GREATEST,
        RUNNING_LEAST,
        RUNNING_GREATEST,
        SINCE,
        RUNNING_SINCE,
        UNTIL
    }

    /** Beside the numbers that an operator keeps: its value, both ends, and where it stands in its block. */
    private static final int BYTES_EACH = 2 * Double.BYTES + 2 * Integer.BYTES;

    /**
     * One operator.
     *
     * @param left where its values come from; −1 for none
     * @param size ticks of a window or a delay
     * @param constant its value, or what a delay gives at first
     * @param from tick by which it is fed first
     */
    record Node(Op op, int left, int right, int size, double constant, Term term, long from) {
        /** Numbers that it keeps, for both ends of its interval. */
        long doubles() {
            return switch (op) {
                case ATOM, CONSTANT, NEGATE, LEAST, GREATEST -> 0;
                case DELAY -> 2L * size;
                case WINDOW_LEAST, WINDOW_GREATEST -> 2L * BlockFold.doubles(size);
                case RUNNING_LEAST, RUNNING_GREATEST, RUNNING_SINCE -> 2;
                case SINCE, UNTIL -> 4L * BlockFold.doubles(size);
            };
        }
    }

    /**
     * Where a formula's value comes out.
     *
     * @param delay what comes out in a tick is the value of so many ticks before; and the first comes in the tick of this number
     */
    record Stream(int node, long delay) {}

    private final List<Node> nodes;
    private final List<Stream> roots;

    Program(List<Node> nodes, List<Stream> roots) {
        this.nodes = List.copyOf(nodes);
        this.roots = List.copyOf(roots);
    }

    /** Those formulas, with what they have in common once. */
    static Program of(List<Formula> formulas) {
        ProgramBuilder builder = new ProgramBuilder();
        List<Stream> roots = formulas.stream().map(builder::stream).toList();
        return new Program(builder.nodes(), roots);
    }

    List<Node> nodes() {
        return nodes;
    }

    List<Stream> roots() {
        return roots;
    }

    long doubles() {
        return nodes.stream().mapToLong(Node::doubles).sum();
    }

    /** Of what it keeps. */
    long memoryBytes() {
        return Double.BYTES * doubles() + (long) BYTES_EACH * nodes.size();
    }

    /** The longest delay of a formula, in ticks. */
    long delayTicks() {
        return roots.stream().mapToLong(Stream::delay).max().orElse(0);
    }

    /** See {@link Monitor#memoryTicks}. */
    long memoryTicks() {
        return 1 + nodes.stream().mapToLong(Node::size).sum() + delayTicks();
    }
}
