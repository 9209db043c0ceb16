package dev.creance.safety.logic;

import dev.creance.runtime.HotPath;
import dev.creance.safety.logic.Program.Op;
import java.util.Arrays;
import java.util.List;

/**
 * Monitors formulas of signal temporal logic. Each operator carries the lower and the upper end of its robustness; an unknown
 * comparison has all numbers between.
 *
 * <pre>{@code
 * SignalMonitor monitor = SignalMonitor.always(Specification.signals("position.z > 0.3 m", words).formula());
 * monitor.step(sample);
 * boolean safe = monitor.lower() >= 0;
 * }</pre>
 */
public final class SignalMonitor implements Monitor {
    private final Program program;
    private final Program.Node[] nodes;
    private final Op[] ops;
    private final int[] left;
    private final int[] right;
    private final int[] size;
    private final long[] from;
    private final TermCode[] terms;
    private final int[] base;
    private final int[] roots;
    private final long[] decidedFrom;

    // What changes:
    private final double[] memory;
    private final double[] lower;
    private final double[] upper;
    private final int[] at;
    private final boolean[] odd;
    private long tick;
    private double least;
    private double most;

    SignalMonitor(Program program) {
        this.program = program;
        nodes = program.nodes().toArray(Program.Node[]::new);
        int count = nodes.length;
        ops = new Op[count];
        left = new int[count];
        right = new int[count];
        size = new int[count];
        from = new long[count];
        terms = new TermCode[count];
        base = new int[count];
        memory = new double[Math.toIntExact(program.doubles())];
        lower = new double[count];
        upper = new double[count];
        at = new int[count];
        odd = new boolean[count];
        int next = 0;
        for (int i = 0; i < count; i++) {
            Program.Node node = nodes[i];
            ops[i] = node.op();
            left[i] = node.left();
            right[i] = node.right();
            size[i] = node.size();
            from[i] = node.from();
            terms[i] = node.term() == null ? null : new TermCode(node.term());
            base[i] = next;
            next += (int) node.doubles();
        }
        roots = program.roots().stream().mapToInt(Program.Stream::node).toArray();
        decidedFrom = program.roots().stream().mapToLong(Program.Stream::delay).toArray();
        restart();
    }

    /** The formula's robustness at the instant {@link #delayTicks} ago, exactly. */
    public static SignalMonitor exact(Formula formula) {
        return new SignalMonitor(Program.of(List.of(NormalForm.of(formula))));
    }

    /**
     * Whether the formula holds at every instant. In a tick the verdict is on what that tick brings to light, which is the formula's
     * robustness itself where it looks back alone; over all ticks the least verdict is the least robustness over all instants.
     */
    public static SignalMonitor always(Formula formula) {
        return new SignalMonitor(Program.of(Obligations.of(formula)));
    }

    /** Several formulas, none of which looks ahead; see {@link #lower(int)}. */
    static SignalMonitor each(List<Formula> formulas) {
        return new SignalMonitor(
                Program.of(formulas.stream().map(NormalForm::of).toList()));
    }

    @Override
    @HotPath
    public void restart() {
        tick = 0;
        least = Double.POSITIVE_INFINITY;
        most = Double.POSITIVE_INFINITY;
        Arrays.fill(at, 0);
        Arrays.fill(odd, false);
        Arrays.fill(lower, Double.NaN);
        Arrays.fill(upper, Double.NaN);
        for (int i = 0; i < ops.length; i++) {
            Program.Node node = nodes[i];
            int end = base[i] + (int) node.doubles();
            Arrays.fill(memory, base[i], end, Double.POSITIVE_INFINITY);
            switch (node.op()) {
                case CONSTANT -> {
                    lower[i] = node.constant();
                    upper[i] = node.constant();
                }
                case DELAY -> Arrays.fill(memory, base[i], end, node.constant());
                case RUNNING_SINCE -> Arrays.fill(memory, base[i], end, Double.NEGATIVE_INFINITY);
                case SINCE, UNTIL -> {
                    // goals of both ends; holds begin with +∞
                    int fold = BlockFold.doubles(size[i]);
                    Arrays.fill(memory, base[i], base[i] + fold, Double.NEGATIVE_INFINITY);
                    Arrays.fill(memory, base[i] + 2 * fold, base[i] + 3 * fold, Double.NEGATIVE_INFINITY);
                }
                default -> {
                    // nothing is remembered, or the least so far
                }
            }
        }
    }

    /** Goes on from where another is, which monitors the same. */
    @HotPath
    void copyFrom(SignalMonitor other) {
        System.arraycopy(other.memory, 0, memory, 0, memory.length);
        System.arraycopy(other.lower, 0, lower, 0, lower.length);
        System.arraycopy(other.upper, 0, upper, 0, upper.length);
        System.arraycopy(other.at, 0, at, 0, at.length);
        System.arraycopy(other.odd, 0, odd, 0, odd.length);
        tick = other.tick;
        least = other.least;
        most = other.most;
    }

    /** One that monitors the same, from its beginning. */
    SignalMonitor another() {
        return new SignalMonitor(program);
    }

    @Override
    @HotPath
    public void step(double[] sample) {
        for (int i = 0; i < ops.length; i++) {
            if (tick >= from[i]) {
                evaluate(i, sample);
            }
        }
        least = Double.POSITIVE_INFINITY;
        most = Double.POSITIVE_INFINITY;
        for (int i = 0; i < roots.length; i++) {
            if (tick >= decidedFrom[i]) {
                least = BlockFold.min(lower[roots[i]], least);
                most = BlockFold.min(upper[roots[i]], most);
            }
        }
        tick++;
    }

    private void evaluate(int i, double[] sample) {
        int l = left[i];
        int r = right[i];
        switch (ops[i]) {
            case ATOM -> atom(i, terms[i].at(sample));
            case CONSTANT -> {
                // as it was from the beginning
            }
            case NEGATE -> set(i, -upper[l], -lower[l]);
            case LEAST -> set(i, BlockFold.min(lower[l], lower[r]), BlockFold.min(upper[l], upper[r]));
            case GREATEST -> set(i, BlockFold.max(lower[l], lower[r]), BlockFold.max(upper[l], upper[r]));
            case DELAY -> delay(i, l);
            case WINDOW_LEAST -> window(i, lower[l], upper[l], 1);
            case WINDOW_GREATEST -> window(i, lower[l], upper[l], -1);
            case RUNNING_LEAST -> running(i, lower[l], upper[l], 1);
            case RUNNING_GREATEST -> running(i, lower[l], upper[l], -1);
            case RUNNING_SINCE -> runningSince(i, l, r);
            case SINCE -> course(i, l, r, false);
            case UNTIL -> course(i, l, r, true);
        }
    }

    private void set(int i, double low, double high) {
        lower[i] = low;
        upper[i] = high;
    }

    private void atom(int i, double margin) {
        boolean known = Math.abs(margin) <= Double.MAX_VALUE;
        set(i, known ? margin : Double.NEGATIVE_INFINITY, known ? margin : Double.POSITIVE_INFINITY);
    }

    private void delay(int i, int l) {
        int place = base[i] + 2 * at[i];
        double low = memory[place];
        double high = memory[place + 1];
        memory[place] = lower[l];
        memory[place + 1] = upper[l];
        at[i] = at[i] + 1 == size[i] ? 0 : at[i] + 1;
        set(i, low, high);
    }

    /** @param sign −1 for the greatest, which is the least of what is turned around */
    private void window(int i, double low, double high, double sign) {
        int upperBase = base[i] + BlockFold.doubles(size[i]);
        double first = BlockFold.least(memory, base[i], size[i], at[i], odd[i], sign * low);
        double second = BlockFold.least(memory, upperBase, size[i], at[i], odd[i], sign * high);
        set(i, sign * first, sign * second);
        advanceBlock(i);
    }

    private void running(int i, double low, double high, double sign) {
        memory[base[i]] = BlockFold.min(memory[base[i]], sign * low);
        memory[base[i] + 1] = BlockFold.min(memory[base[i] + 1], sign * high);
        set(i, sign * memory[base[i]], sign * memory[base[i] + 1]);
    }

    private void runningSince(int i, int hold, int goal) {
        int place = base[i];
        memory[place] = BlockFold.max(lower[goal], BlockFold.min(memory[place], lower[hold]));
        memory[place + 1] = BlockFold.max(upper[goal], BlockFold.min(memory[place + 1], upper[hold]));
        set(i, memory[place], memory[place + 1]);
    }

    private void course(int i, int hold, int goal, boolean forward) {
        int w = size[i];
        int upperBase = base[i] + 2 * BlockFold.doubles(w);
        double low = BlockFold.course(memory, base[i], w, at[i], odd[i], lower[hold], lower[goal], forward);
        double high = BlockFold.course(memory, upperBase, w, at[i], odd[i], upper[hold], upper[goal], forward);
        set(i, low, high);
        advanceBlock(i);
    }

    private void advanceBlock(int i) {
        at[i]++;
        if (at[i] == BlockFold.block(size[i])) {
            at[i] = 0;
            odd[i] = !odd[i];
        }
    }

    @Override
    public double lower() {
        return least;
    }

    @Override
    public double upper() {
        return most;
    }

    /** Of one formula of several. */
    double lower(int formula) {
        return lower[roots[formula]];
    }

    double upper(int formula) {
        return upper[roots[formula]];
    }

    @Override
    public long delayTicks() {
        return program.delayTicks();
    }

    @Override
    public long memoryTicks() {
        return program.memoryTicks();
    }

    @Override
    public long memoryBytes() {
        return program.memoryBytes();
    }

    @Override
    public int operators() {
        return ops.length;
    }
}
