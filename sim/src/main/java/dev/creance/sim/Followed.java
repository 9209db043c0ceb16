package dev.creance.sim;

import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.ArrayList;
import java.util.List;

/** How well a state follows its reference over a run, by the figures that recordings of gym-electric-motor hold: all of it, and by halves. */
final class Followed {
    static final List<String> PARTS = List.of("all", "step_half", "sine_half");

    private final String name;
    private final double[] error;
    private int rows;

    Followed(String name, int rows) {
        this.name = name;
        error = new double[rows];
    }

    void add(double wanted, double is) {
        error[rows++] = Math.abs(wanted - is);
    }

    /** Beside those of the header's section {@code metrics}, of which this is the state at {@code index}. */
    List<VerifyResult.Metric> beside(ConfigNode metrics, int index) {
        List<VerifyResult.Metric> all = new ArrayList<>();
        for (String part : PARTS) {
            metrics.optional(part).ifPresent(theirs -> {
                all.add(metric("MAE", part, meanAbs(part), theirs, index));
                all.add(metric("RMSE", part, rootMeanSquare(part), theirs, index));
                all.add(metric("max_abs", part, maxAbs(part), theirs, index));
            });
        }
        return all;
    }

    private VerifyResult.Metric metric(String figure, String part, double ours, ConfigNode theirs, int index) {
        double recorded = theirs.child(figure).items().get(index).quantity(Dimension.RATIO);
        return new VerifyResult.Metric(name + " " + figure + " " + part, ours, recorded);
    }

    private int from(String part) {
        return part.equals("sine_half") ? error.length / 2 : 0;
    }

    private int to(String part) {
        return part.equals("step_half") ? error.length / 2 : error.length;
    }

    double meanAbs(String part) {
        double sum = 0;
        for (int row = from(part); row < to(part); row++) {
            sum += error[row];
        }
        return sum / (to(part) - from(part));
    }

    double rootMeanSquare(String part) {
        double sum = 0;
        for (int row = from(part); row < to(part); row++) {
            sum += error[row] * error[row];
        }
        return Math.sqrt(sum / (to(part) - from(part)));
    }

    double maxAbs(String part) {
        double most = 0;
        for (int row = from(part); row < to(part); row++) {
            most = Math.max(most, error[row]);
        }
        return most;
    }
}
