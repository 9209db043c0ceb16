package dev.creance.policies.lint;

import dev.creance.policies.graph.Operation;
import dev.creance.policies.graph.Pairwise;
import dev.creance.policies.graph.Pick;
import dev.creance.policies.graph.Plan;
import dev.creance.policies.graph.Pointwise;
import dev.creance.policies.graph.Product;
import java.util.Arrays;
import java.util.Optional;

/** The weights of the layer that an output comes from, through functions of single values, shifts and scales. */
final class LastLayer {
    private static final int NONE = -1;

    private LastLayer() {}

    /** The Euclidean norm of each value's weights; empty where an output's value comes from elsewhere. */
    static Optional<double[]> of(Plan plan, Plan.Port output) {
        float[] memory = plan.image();
        int[] source = new int[memory.length];
        double[] norm = new double[memory.length];
        Arrays.fill(source, NONE);
        for (Operation operation : plan.operations()) {
            switch (operation) {
                case Product product -> {
                    for (int i = 0; i < product.rows() * product.columns(); i++) {
                        source[product.y() + i] = product.y() + i;
                        norm[product.y() + i] = norm(memory, product, i % product.columns());
                    }
                }
                case Pick pick -> {
                    for (int i = 0; i < pick.from().length; i++) {
                        source[pick.y() + i] = source[pick.from()[i]];
                    }
                }
                case Pointwise point -> System.arraycopy(source, point.x(), source, point.y(), point.count());
                case Pairwise pair -> {
                    for (int i = 0; i < pair.a().length; i++) {
                        int a = source[pair.a()[i]];
                        int b = source[pair.b()[i]];
                        source[pair.y() + i] = a == NONE ? b : b == NONE ? a : NONE;
                    }
                }
                default -> {
                    // what it writes is no function of one value
                }
            }
        }
        double[] norms = new double[output.size()];
        for (int i = 0; i < norms.length; i++) {
            int from = source[output.at() + i];
            norms[i] = from == NONE ? 0 : norm[from];
        }
        return Arrays.stream(norms).allMatch(each -> each > 0) ? Optional.of(norms) : Optional.empty();
    }

    private static double norm(float[] memory, Product product, int column) {
        double squares = 0;
        for (int k = 0; k < product.inner(); k++) {
            double weight = memory[product.b() + k * product.columns() + column];
            squares += weight * weight;
        }
        return Math.sqrt(squares);
    }
}
