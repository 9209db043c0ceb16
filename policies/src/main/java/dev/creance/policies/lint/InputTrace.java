package dev.creance.policies.lint;

import dev.creance.policies.graph.Convolution;
import dev.creance.policies.graph.Gru;
import dev.creance.policies.graph.Lstm;
import dev.creance.policies.graph.Operation;
import dev.creance.policies.graph.Pairwise;
import dev.creance.policies.graph.Pick;
import dev.creance.policies.graph.Plan;
import dev.creance.policies.graph.Pointwise;
import dev.creance.policies.graph.Product;
import java.util.Arrays;

/**
 * Follows each value of an observation through a plan for as long as it is {@code factor · x + shift}, and adds up the squares
 * of the weights that it then meets. Limits (Clip, Min, Max with a constant) are passed through: inside them they change nothing.
 */
final class InputTrace {
    private static final int NONE = -1;

    private final Plan plan;
    private final float[] constants;
    private final boolean[] varies;
    private final int[] source;
    private final double[] factor;
    private final double[] shift;
    private final int size;
    private final double[] mean;
    private final double[] spread;
    private final double[] squares;

    InputTrace(Plan plan, Plan.Port observation) {
        this.plan = plan;
        this.constants = plan.image();
        this.varies = new boolean[constants.length];
        this.source = new int[constants.length];
        this.factor = new double[constants.length];
        this.shift = new double[constants.length];
        this.size = observation.size();
        this.mean = new double[size];
        this.spread = new double[size];
        this.squares = new double[size];
        Arrays.fill(source, NONE);
        Arrays.fill(mean, Double.NaN);
        Arrays.fill(spread, Double.NaN);
        plan.inputs().forEach(port -> Arrays.fill(varies, port.at(), port.at() + port.size(), true));
        for (int i = 0; i < size; i++) {
            set(observation.at() + i, i, 1, 0);
        }
    }

    private void set(int cell, int from, double times, double plus) {
        varies[cell] = true;
        source[cell] = from;
        factor[cell] = times;
        shift[cell] = plus;
    }

    FirstLayer walk() {
        for (Operation operation : plan.operations()) {
            switch (operation) {
                case Pick pick -> {
                    for (int i = 0; i < pick.from().length; i++) {
                        copy(pick.from()[i], pick.y() + i, 1);
                    }
                }
                case Pairwise pair -> {
                    for (int i = 0; i < pair.a().length; i++) {
                        pair(pair, i);
                    }
                }
                case Pointwise function -> {
                    for (int i = 0; i < function.count(); i++) {
                        point(function, i);
                    }
                }
                case Product product -> product(product);
                case Gru gru -> weights(gru.x(), gru.inputs(), gru.w(), 3 * gru.hidden());
                case Lstm lstm -> weights(lstm.x(), lstm.inputs(), lstm.w(), 4 * lstm.hidden());
                case Convolution convolution -> convolution(convolution);
                default -> {
                    // what it writes is no shift or scale of one value; cells that nothing sets stay without a source
                }
            }
        }
        double[] weight = Arrays.stream(squares).map(Math::sqrt).toArray();
        return new FirstLayer(mean, spread, weight);
    }

    private void copy(int from, int to, double sign) {
        varies[to] = true;
        if (source[from] != NONE) {
            set(to, source[from], sign * factor[from], sign * shift[from]);
        }
    }

    /** Neither an input nor computed from one; what a plan computes from constants alone stands in its image. */
    private boolean isConstant(int cell) {
        return !varies[cell];
    }

    private void pair(Pairwise pair, int i) {
        int a = pair.a()[i];
        int b = pair.b()[i];
        int to = pair.y() + i;
        varies[to] = true;
        if (source[a] != NONE && isConstant(b)) {
            double c = constants[b];
            switch (pair.function()) {
                case ADD -> set(to, source[a], factor[a], shift[a] + c);
                case SUBTRACT -> set(to, source[a], factor[a], shift[a] - c);
                case MULTIPLY -> set(to, source[a], factor[a] * c, shift[a] * c);
                case DIVIDE -> set(to, source[a], factor[a] / c, shift[a] / c);
                case MINIMUM, MAXIMUM -> set(to, source[a], factor[a], shift[a]);
                default -> {
                    // the end of the trace
                }
            }
        } else if (source[b] != NONE && isConstant(a)) {
            double c = constants[a];
            switch (pair.function()) {
                case ADD -> set(to, source[b], factor[b], shift[b] + c);
                case SUBTRACT -> set(to, source[b], -factor[b], c - shift[b]);
                case MULTIPLY -> set(to, source[b], factor[b] * c, shift[b] * c);
                case MINIMUM, MAXIMUM -> set(to, source[b], factor[b], shift[b]);
                default -> {
                    // the end of the trace
                }
            }
        }
    }

    private void point(Pointwise function, int i) {
        varies[function.y() + i] = true;
        switch (function.function()) {
            case CLIP -> copy(function.x() + i, function.y() + i, 1);
            case NEGATE -> copy(function.x() + i, function.y() + i, -1);
            default -> {
                // the end of the trace
            }
        }
    }

    private void product(Product product) {
        for (int batch = 0; batch < product.batches(); batch++) {
            for (int row = 0; row < product.rows(); row++) {
                weights(
                        product.a() + batch * product.aStep() + row * product.inner(),
                        product.inner(),
                        product.b() + batch * product.bStep(),
                        product.columns());
            }
        }
        Arrays.fill(varies, product.y(), product.y() + product.batches() * product.rows() * product.columns(), true);
    }

    /** @param matrix first value of {@code [count][columns]} */
    private void weights(int first, int count, int matrix, int columns) {
        for (int k = 0; k < count && columns > 0; k++) {
            if (source[first + k] != NONE && isConstant(matrix + k * columns)) {
                double sum = 0;
                for (int column = 0; column < columns; column++) {
                    double weight = constants[matrix + k * columns + column];
                    sum += weight * weight;
                }
                enter(first + k, sum);
            }
        }
    }

    /** As if every cell of the input met every cell of the kernel: at the edges it meets fewer. */
    private void convolution(Convolution convolution) {
        int area = convolution.height().in() * convolution.width().in();
        int taps = convolution.height().kernel() * convolution.width().kernel();
        for (int channel = 0; channel < convolution.groups() * convolution.inner(); channel++) {
            double sum = 0;
            int group = channel / convolution.inner();
            for (int out = 0; out < convolution.outer(); out++) {
                int kernel = convolution.kernel()
                        + ((group * convolution.outer() + out) * convolution.inner() + channel % convolution.inner())
                                * taps;
                for (int tap = 0; tap < taps; tap++) {
                    sum += (double) constants[kernel + tap] * constants[kernel + tap];
                }
            }
            for (int at = 0; at < area; at++) {
                int cell = convolution.x() + channel * area + at;
                if (source[cell] != NONE) {
                    enter(cell, sum);
                }
            }
        }
    }

    private void enter(int cell, double sum) {
        int value = source[cell];
        squares[value] += sum * factor[cell] * factor[cell];
        if (Double.isNaN(mean[value]) && factor[cell] != 0) {
            mean[value] = shift[cell] == 0 ? 0 : -shift[cell] / factor[cell];
            spread[value] = Math.abs(1 / factor[cell]);
        }
    }
}
