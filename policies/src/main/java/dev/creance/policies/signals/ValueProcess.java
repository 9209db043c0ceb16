package dev.creance.policies.signals;

import dev.creance.policies.manifest.Operation;
import dev.creance.runtime.HotPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Clip, scale and offset in the order that a manifest gives, element by element. NaN passes through all of them. */
public final class ValueProcess {
    private enum Kind {
        CLIP,
        SCALE,
        OFFSET,
        ZERO
    }

    /** {@code a} is the factor, the summand, the lower bound, or 0 for what is zeroed; {@code b} the upper bound. */
    private record Step(Kind kind, double[] a, double[] b) {}

    private final Step[] steps;

    public ValueProcess(List<Operation> operations) {
        List<Step> found = new ArrayList<>();
        for (Operation operation : operations) {
            switch (operation) {
                case Operation.Clip clip -> found.add(new Step(Kind.CLIP, clip.low(), clip.high()));
                case Operation.Scale scale -> found.add(new Step(Kind.SCALE, scale.factor(), scale.factor()));
                case Operation.Offset offset -> found.add(new Step(Kind.OFFSET, offset.summand(), offset.summand()));
                case Operation.Normalise range -> normalise(range, found);
                case Operation.Zero zero -> {
                    double[] kept = new double[zero.zeroed().length];
                    for (int i = 0; i < kept.length; i++) {
                        kept[i] = zero.zeroed()[i] ? 0 : 1;
                    }
                    found.add(new Step(Kind.ZERO, kept, kept));
                }
            }
        }
        this.steps = found.toArray(Step[]::new);
    }

    private ValueProcess(Step[] steps) {
        this.steps = steps;
    }

    private static void normalise(Operation.Normalise range, List<Step> out) {
        int size = range.low().length;
        double[] minusLow = new double[size];
        double[] factor = new double[size];
        double[] minusOne = new double[size];
        for (int i = 0; i < size; i++) {
            minusLow[i] = -range.low()[i];
            factor[i] = 2 / (range.high()[i] - range.low()[i]);
            minusOne[i] = -1;
        }
        out.add(new Step(Kind.OFFSET, minusLow, minusLow));
        out.add(new Step(Kind.SCALE, factor, factor));
        out.add(new Step(Kind.OFFSET, minusOne, minusOne));
    }

    /** The same for this many slots, one after the other. */
    public ValueProcess repeated(int times) {
        return new ValueProcess(Arrays.stream(steps)
                .map(step -> new Step(step.kind, repeated(step.a, times), repeated(step.b, times)))
                .toArray(Step[]::new));
    }

    private static double[] repeated(double[] values, int times) {
        double[] all = new double[values.length * times];
        for (int i = 0; i < all.length; i++) {
            all[i] = values[i % values.length];
        }
        return all;
    }

    /** Applies the operations in place. */
    @HotPath
    public void apply(double[] values) {
        for (int k = 0; k < steps.length; k++) {
            Step step = steps[k];
            for (int i = 0; i < step.a.length; i++) {
                values[i] = apply(step, i, values[i]);
            }
        }
    }

    private static double apply(Step step, int i, double value) {
        return switch (step.kind) {
            case CLIP -> value < step.a[i] ? step.a[i] : value > step.b[i] ? step.b[i] : value;
            case SCALE -> value * step.a[i];
            case OFFSET -> value + step.a[i];
            case ZERO -> step.a[i] == 0 ? 0 : value;
        };
    }

    /** The value that the operations without the clips turn into {@code result}. */
    @HotPath
    public double inverse(int i, double result) {
        double value = result;
        for (int k = steps.length - 1; k >= 0; k--) {
            Step step = steps[k];
            if (step.kind == Kind.SCALE) {
                value /= step.a[i];
            } else if (step.kind == Kind.OFFSET) {
                value -= step.a[i];
            }
        }
        return value;
    }

    /** The least result over all inputs. */
    public double least(int i) {
        return Math.min(through(i, Double.NEGATIVE_INFINITY), through(i, Double.POSITIVE_INFINITY));
    }

    /** The greatest result over all inputs. */
    public double greatest(int i) {
        return Math.max(through(i, Double.NEGATIVE_INFINITY), through(i, Double.POSITIVE_INFINITY));
    }

    private double through(int i, double value) {
        double result = value;
        for (Step step : steps) {
            result = apply(step, i, result);
        }
        return result;
    }
}
