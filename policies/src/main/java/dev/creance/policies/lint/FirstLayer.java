package dev.creance.policies.lint;

import dev.creance.policies.graph.Plan;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a network does to an observation up to its first layer: each value becomes (x − mean) / spread, if anything, and then
 * enters sums with weights. Behind the first layer nothing can be told of a single value any more.
 *
 * @param mean by value of the observation; 0 where nothing is subtracted, NaN where the value enters no sum in this way
 * @param spread what it is divided by; 1 where it is not
 * @param weight Euclidean norm of the first layer's weights of the value, per unit of the observation
 */
record FirstLayer(double[] mean, double[] spread, double[] weight) {

    /** Empty where what stands before the first layer is more than shifts and scales. */
    static Optional<FirstLayer> of(Plan plan, Plan.Port observation) {
        FirstLayer layer = new InputTrace(plan, observation).walk();
        return layer.isReached() ? Optional.of(layer) : Optional.empty();
    }

    private boolean isReached() {
        return Arrays.stream(weight).anyMatch(each -> each > 0);
    }

    /** Whether values enter shifted, or scaled each by its own factor: no graph does that but with statistics of its training. */
    boolean isNormalised() {
        double first = Double.NaN;
        for (int i = 0; i < mean.length; i++) {
            if (Double.isNaN(mean[i])) {
                continue;
            }
            first = Double.isNaN(first) ? spread[i] : first;
            if (mean[i] != 0 || Math.abs(spread[i] - first) > 1e-9 * first) {
                return true;
            }
        }
        return false;
    }
}
