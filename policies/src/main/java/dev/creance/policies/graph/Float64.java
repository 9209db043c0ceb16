package dev.creance.policies.graph;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * A plan's evaluation in double precision, to measure engines against; slow, and for checks alone. Where a network compares
 * or rounds, it may choose otherwise than in float32.
 */
public final class Float64 {
    private final Plan plan;
    private final double[] memory;

    public Float64(Plan plan) {
        this.plan = plan;
        this.memory = new double[plan.image().length];
        for (int i = 0; i < memory.length; i++) {
            memory[i] = plan.image()[i];
        }
    }

    public void set(int input, int index, double value) {
        memory[plan.inputs().get(input).at() + index] = value;
    }

    public double get(int output, int index) {
        return memory[plan.outputs().get(output).at() + index];
    }

    /** Computes the outputs from the inputs. */
    public void evaluate() {
        plan.operations().forEach(this::evaluate);
    }

    private void evaluate(Operation operation) {
        switch (operation) {
            case Product each -> product(each);
            case Pointwise each -> {
                for (int i = 0; i < each.count(); i++) {
                    memory[each.y() + i] = each.function().of(memory[each.x() + i], each.p(), each.q());
                }
            }
            case Pairwise each -> {
                for (int i = 0; i < each.a().length; i++) {
                    memory[each.y() + i] = each.function().of(memory[each.a()[i]], memory[each.b()[i]]);
                }
            }
            case Choice each -> {
                for (int i = 0; i < each.c().length; i++) {
                    memory[each.y() + i] = memory[memory[each.c()[i]] != 0 ? each.a()[i] : each.b()[i]];
                }
            }
            case Pick each -> {
                for (int i = 0; i < each.from().length; i++) {
                    memory[each.y() + i] = memory[each.from()[i]];
                }
            }
            case Lookup each -> lookup(each);
            case Reduction each -> reduction(each);
            case Softmax each -> softmax(each);
            case LayerNormalization each -> normalisation(each);
            case Convolution each -> convolution(each);
            case Gru each -> gru(each);
            case Lstm each -> lstm(each);
        }
    }

    private void product(Product of) {
        for (int cell = 0; cell < of.batches() * of.rows() * of.columns(); cell++) {
            int batch = cell / (of.rows() * of.columns());
            int row = cell / of.columns() % of.rows();
            int column = cell % of.columns();
            int a = of.a() + batch * of.aStep() + row * of.inner();
            int b = of.b() + batch * of.bStep() + column;
            double sum = of.bias() < 0 ? 0 : memory[of.bias() + row * of.biasRowStep() + column * of.biasColumnStep()];
            for (int k = 0; k < of.inner(); k++) {
                sum += memory[a + k] * memory[b + k * of.columns()];
            }
            memory[of.y() + cell] = sum;
        }
    }

    private void lookup(Lookup of) {
        for (int i = 0; i < of.outer() * of.count() * of.inner(); i++) {
            int outer = i / (of.count() * of.inner());
            double index = memory[of.indices() + i / of.inner() % of.count()];
            double row = index < 0 ? index + of.rows() : index;
            boolean there = row >= 0 && row < of.rows();
            int from = there ? of.x() + (outer * of.rows() + (int) row) * of.inner() + i % of.inner() : 0;
            memory[of.y() + i] = there ? memory[from] : Double.NaN;
        }
    }

    private void reduction(Reduction of) {
        for (int i = 0; i < of.from().length / of.count(); i++) {
            double[] group = new double[of.count()];
            for (int k = 0; k < group.length; k++) {
                group[k] = memory[of.from()[i * of.count() + k]];
            }
            memory[of.y() + i] = reduced(of.function(), group);
        }
    }

    private static double reduced(Reduction.Function function, double[] group) {
        DoubleStream values = Arrays.stream(group);
        return switch (function) {
            case SUM -> values.sum();
            case MEAN -> values.sum() / group.length;
            case MAX -> values.reduce(Double.NEGATIVE_INFINITY, Math::max);
            case MIN -> values.reduce(Double.POSITIVE_INFINITY, Math::min);
            case PRODUCT -> values.reduce(1, (a, b) -> a * b);
            case SUM_SQUARE -> values.map(value -> value * value).sum();
            case L1 -> values.map(Math::abs).sum();
            case L2 -> StrictMath.sqrt(values.map(value -> value * value).sum());
            case LOG_SUM_EXP -> logSumExp(group);
            case ARG_MAX, ARG_MIN -> position(function, group);
        };
    }

    private static double logSumExp(double[] group) {
        double greatest = Arrays.stream(group).reduce(Double.NEGATIVE_INFINITY, Math::max);
        return greatest
                + StrictMath.log(Arrays.stream(group)
                        .map(value -> StrictMath.exp(value - greatest))
                        .sum());
    }

    private static double position(Reduction.Function function, double[] group) {
        int best = 0;
        for (int k = 0; k < group.length; k++) {
            if (Double.isNaN(group[k])) {
                return Double.NaN;
            }
            best = (function == Reduction.Function.ARG_MAX ? group[k] > group[best] : group[k] < group[best])
                    ? k
                    : best;
        }
        return best;
    }

    private void softmax(Softmax of) {
        double[] group = new double[of.count()];
        for (int first = 0; first < of.at().length; first += of.count()) {
            for (int k = 0; k < of.count(); k++) {
                group[k] = memory[of.x() + of.at()[first + k]];
            }
            double all = logSumExp(group);
            for (int k = 0; k < of.count(); k++) {
                double logarithm = group[k] - all;
                memory[of.y() + of.at()[first + k]] = of.logarithm() ? logarithm : StrictMath.exp(logarithm);
            }
        }
    }

    private void normalisation(LayerNormalization of) {
        for (int row = 0; row < of.rows(); row++) {
            int x = of.x() + row * of.size();
            double mean = 0;
            for (int i = 0; i < of.size(); i++) {
                mean += memory[x + i] / of.size();
            }
            double variance = 0;
            for (int i = 0; i < of.size(); i++) {
                variance += (memory[x + i] - mean) * (memory[x + i] - mean) / of.size();
            }
            for (int i = 0; i < of.size(); i++) {
                double normal = (memory[x + i] - mean) / StrictMath.sqrt(variance + of.epsilon());
                memory[of.y() + row * of.size() + i] =
                        normal * memory[of.scale() + i] + (of.bias() < 0 ? 0 : memory[of.bias() + i]);
            }
        }
    }

    private void convolution(Convolution of) {
        int channels = of.groups() * of.outer();
        int area = of.height().out() * of.width().out();
        for (int cell = 0; cell < of.batches() * channels * area; cell++) {
            int channel = cell / area % channels;
            int group = cell / area / channels * of.groups() + channel / of.outer();
            int x = of.x() + group * of.inner() * of.height().in() * of.width().in();
            double bias = of.bias() < 0 ? 0 : memory[of.bias() + channel];
            memory[of.y() + cell] = bias
                    + window(
                            of,
                            x,
                            channel,
                            cell % area / of.width().out(),
                            cell % of.width().out());
        }
    }

    private double window(Convolution of, int x, int channel, int row, int column) {
        Convolution.Axis height = of.height();
        Convolution.Axis width = of.width();
        double sum = 0;
        int cells = height.kernel() * width.kernel();
        for (int k = 0; k < of.inner() * cells; k++) {
            int i = row * height.stride() + k % cells / width.kernel() * height.dilation() - height.pad();
            int j = column * width.stride() + k % width.kernel() * width.dilation() - width.pad();
            if (i >= 0 && i < height.in() && j >= 0 && j < width.in()) {
                sum += memory[of.kernel() + channel * of.inner() * cells + k]
                        * memory[x + (k / cells * height.in() + i) * width.in() + j];
            }
        }
        return sum;
    }

    /** {@code bias[gate] + Σk x[k] · w[k][gate]} of one gate. */
    private double gate(int x, int inner, int w, int columns, int gate, int bias) {
        double sum = memory[bias + gate];
        for (int k = 0; k < inner; k++) {
            sum += memory[x + k] * memory[w + k * columns + gate];
        }
        return sum;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    private void gru(Gru of) {
        int hidden = of.hidden();
        int gates = 3 * hidden;
        double[] z = new double[hidden];
        double[] r = new double[hidden];
        for (int i = 0; i < hidden; i++) {
            z[i] = sigmoid(ofX(of, i) + gate(of.h(), hidden, of.r(), gates, i, of.rBias()));
            r[i] = sigmoid(ofX(of, hidden + i) + gate(of.h(), hidden, of.r(), gates, hidden + i, of.rBias()));
        }
        for (int i = 0; i < hidden; i++) {
            memory[of.scratch() + i] = of.resetAfter() ? memory[of.h() + i] : r[i] * memory[of.h() + i];
        }
        for (int i = 0; i < hidden; i++) {
            double state = gate(of.scratch(), hidden, of.r(), gates, 2 * hidden + i, of.rBias());
            double n = StrictMath.tanh(ofX(of, 2 * hidden + i) + (of.resetAfter() ? r[i] * state : state));
            memory[of.next() + i] = (1 - z[i]) * n + z[i] * memory[of.h() + i];
        }
    }

    private double ofX(Gru of, int gate) {
        return gate(of.x(), of.inputs(), of.w(), 3 * of.hidden(), gate, of.wBias());
    }

    private void lstm(Lstm of) {
        int hidden = of.hidden();
        for (int k = 0; k < hidden; k++) {
            double i = sigmoid(gate(of, k));
            double o = sigmoid(gate(of, hidden + k));
            double f = sigmoid(gate(of, 2 * hidden + k));
            double cell = f * memory[of.c() + k] + i * StrictMath.tanh(gate(of, 3 * hidden + k));
            memory[of.nextC() + k] = cell;
            memory[of.nextH() + k] = o * StrictMath.tanh(cell);
        }
    }

    private double gate(Lstm of, int gate) {
        int gates = 4 * of.hidden();
        return gate(of.x(), of.inputs(), of.w(), gates, gate, of.wBias())
                + gate(of.h(), of.hidden(), of.r(), gates, gate, of.rBias());
    }
}
