package dev.creance.runtime.property;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Where a property draws its inputs from: random at first, then replayed from a recorded and shrunk list. */
public final class Choices {
    private final SplittableRandom random;
    private final List<Double> recorded = new ArrayList<>();
    private final List<Double> replay;

    Choices(SplittableRandom random, List<Double> replay) {
        this.random = random;
        this.replay = replay;
    }

    List<Double> recorded() {
        return recorded;
    }

    /** Uniform in [0, 1); 0 is the simplest. */
    private double unit() {
        int next = recorded.size();
        double value = replay == null ? random.nextDouble() : next < replay.size() ? replay.get(next) : 0;
        recorded.add(value);
        return value;
    }

    /** Uniform between bounds; shrinks towards {@code least}. */
    public double between(double least, double greatest) {
        return least + unit() * (greatest - least);
    }

    /** Uniform between bounds, both included; shrinks towards {@code least}. */
    public int integer(int least, int greatest) {
        return least + (int) (unit() * ((double) greatest - least + 1));
    }

    public long bits() {
        return (long) (unit() * 0x1p53) * 0x9E3779B97F4A7C15L;
    }

    public boolean bool() {
        return unit() >= 0.5;
    }

    /** One of these; shrinks towards the first. */
    @SafeVarargs
    public final <T> T oneOf(T... options) {
        return options[integer(0, options.length - 1)];
    }

    /** Mostly within bounds, sometimes NaN, infinite, negative zero, denormal or huge; shrinks to {@code least}. */
    public double hostile(double least, double greatest) {
        return switch (integer(0, 15)) {
            case 9 -> Double.NaN;
            case 10 -> Double.POSITIVE_INFINITY;
            case 11 -> Double.NEGATIVE_INFINITY;
            case 12 -> -0.0;
            case 13 -> Double.MIN_VALUE;
            case 14 -> Double.MAX_VALUE;
            case 15 -> -Double.MAX_VALUE;
            default -> between(least, greatest);
        };
    }
}
