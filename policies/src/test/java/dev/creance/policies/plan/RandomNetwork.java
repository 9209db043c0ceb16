package dev.creance.policies.plan;

import dev.creance.policies.OnnxBuilder;
import dev.creance.policies.graph.OnnxModel;
import dev.creance.runtime.property.Choices;
import java.util.ArrayList;
import java.util.List;

/** A network drawn at random: each node takes something that is there already, and most results are outputs. */
final class RandomNetwork {
    /** All of two axes. */
    private record Matrix(String name, int rows, int columns) {}

    private final Choices choices;
    private final OnnxBuilder graph = new OnnxBuilder(17);
    private final List<Matrix> there = new ArrayList<>();
    private int names;

    private RandomNetwork(Choices choices) {
        this.choices = choices;
    }

    static OnnxModel of(Choices choices) {
        RandomNetwork network = new RandomNetwork(choices);
        network.graph.input("x", 3, 17).input("z", 1, 40);
        network.there.add(new Matrix("x", 3, 17));
        network.there.add(new Matrix("z", 1, 40));
        int nodes = choices.integer(1, 12);
        for (int i = 0; i < nodes; i++) {
            Matrix made = network.node(network.there.get(choices.integer(0, network.there.size() - 1)));
            network.there.add(made);
            if (i == nodes - 1 || choices.integer(0, 2) > 0) {
                network.graph.output(made.name);
            }
        }
        return OnnxModel.parse(network.graph.build());
    }

    private String name() {
        return "t" + names++;
    }

    private String constant(long... shape) {
        int count = 1;
        for (long size : shape) {
            count *= (int) size;
        }
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) choices.between(-1, 1);
        }
        String name = name();
        graph.floats(name, shape, values);
        return name;
    }

    private String whole(long... values) {
        String name = name();
        graph.integers(name, values);
        return name;
    }

    private Matrix made(String operator, String inputs, int rows, int columns, Object... attributes) {
        String y = name();
        graph.node(operator, inputs, y, attributes);
        return new Matrix(y, rows, columns);
    }

    private Matrix node(Matrix x) {
        return switch (choices.integer(0, 14)) {
            case 0, 1 -> activation(x);
            case 2, 3 -> layer(x);
            case 4, 5 -> pair(x);
            case 6 -> made("Transpose", x.name, x.columns, x.rows);
            case 7 ->
                made("Concat", x.name + " " + constant(x.rows, 3) + " " + x.name, x.rows, 2 * x.columns + 3, "axis", 1);
            case 8 -> slice(x);
            case 9 -> made("Softmax", x.name, x.rows, x.columns, "axis", choices.integer(0, 1));
            case 10 -> normalisation(x);
            case 11 -> reduction(x);
            case 12 -> square(x);
            case 13 -> unit(x);
            default -> convolution(x);
        };
    }

    private Matrix activation(Matrix x) {
        String function = choices.oneOf(
                "Tanh",
                "Sigmoid",
                "Relu",
                "Elu",
                "Softplus",
                "Erf",
                "Exp",
                "Neg",
                "Abs",
                "LeakyRelu",
                "HardSwish",
                "Selu",
                "Softsign",
                "HardSigmoid",
                "Reciprocal",
                "Sqrt",
                "Log",
                "Floor",
                "Sign");
        return made(function, x.name, x.rows, x.columns);
    }

    private Matrix layer(Matrix x) {
        int outputs = choices.integer(1, 150);
        if (choices.bool()) {
            return made("MatMul", x.name + " " + constant(x.columns, outputs), x.rows, outputs);
        }
        String bias = choices.bool() ? constant(outputs) : constant(x.rows, 1);
        String inputs = x.name + " " + constant(outputs, x.columns) + " " + bias;
        return made("Gemm", inputs, x.rows, outputs, "transB", 1);
    }

    private Matrix pair(Matrix x) {
        String function = choices.oneOf("Add", "Sub", "Mul", "Div", "Min", "Max", "Pow", "PRelu");
        String other = switch (choices.integer(0, 4)) {
            case 0 -> constant(x.rows, x.columns);
            case 1 -> constant(x.columns);
            case 2 -> constant(x.rows, 1);
            case 3 -> constant();
            default -> x.name;
        };
        boolean swapped = choices.bool() && !function.equals("PRelu");
        return made(function, swapped ? other + " " + x.name : x.name + " " + other, x.rows, x.columns);
    }

    private Matrix slice(Matrix x) {
        int from = choices.integer(0, x.columns - 1);
        int to = choices.integer(from, x.columns - 1) + 1;
        int step = choices.integer(1, 2);
        String limits = whole(from) + " " + whole(to) + " " + whole(1) + " " + whole(step);
        return made("Slice", x.name + " " + limits, x.rows, (to - from + step - 1) / step);
    }

    private Matrix normalisation(Matrix x) {
        return made(
                "LayerNormalization",
                x.name + " " + constant(x.columns) + " " + constant(x.columns),
                x.rows,
                x.columns);
    }

    private Matrix reduction(Matrix x) {
        String function = choices.oneOf("ReduceMean", "ReduceMax", "ReduceMin", "ReduceL2");
        return made(function, x.name, x.rows, 1, "axes", new long[] {1});
    }

    private Matrix square(Matrix x) {
        Matrix turned = made("Transpose", x.name, x.columns, x.rows);
        return made("MatMul", x.name + " " + turned.name, x.rows, x.rows);
    }

    private Matrix unit(Matrix x) {
        int hidden = choices.integer(1, 20);
        boolean lstm = choices.bool();
        int gates = lstm ? 4 : 3;
        Matrix sequence = made("Unsqueeze", x.name + " " + whole(1), x.rows, x.columns);
        String weights = constant(1, (long) gates * hidden, x.columns) + " "
                + constant(1, (long) gates * hidden, hidden) + " " + constant(1, 2L * gates * hidden);
        Matrix all = lstm
                ? made("LSTM", sequence.name + " " + weights, x.rows, hidden, "hidden_size", hidden)
                : made(
                        "GRU",
                        sequence.name + " " + weights,
                        x.rows,
                        hidden,
                        "hidden_size",
                        hidden,
                        "linear_before_reset",
                        choices.integer(0, 1));
        return made("Reshape", all.name + " " + whole(x.rows, hidden), x.rows, hidden);
    }

    private Matrix convolution(Matrix x) {
        int outputs = choices.integer(1, 4);
        int kernel = choices.integer(1, Math.min(4, x.columns));
        int pad = choices.integer(0, 2);
        int stride = choices.integer(1, 3);
        Matrix picture = made("Unsqueeze", x.name + " " + whole(0), x.rows, x.columns);
        String weights = constant(outputs, x.rows, kernel) + " " + constant(outputs);
        int columns = (x.columns + 2 * pad - kernel) / stride + 1;
        Matrix y = made(
                "Conv",
                picture.name + " " + weights,
                outputs,
                columns,
                "pads",
                new long[] {pad, pad},
                "strides",
                new long[] {stride});
        return made("Squeeze", y.name + " " + whole(0), outputs, columns);
    }
}
