package dev.creance.policies.graph;

import dev.creance.policies.graph.OnnxModel.Node;
import dev.creance.policies.graph.Planner.Reals;

/** Gated units over the steps of a sequence, forwards, in ONNX's layout 0: {@code x[step][batch][input]}. */
final class RecurrentOperators {
    private final Planner planner;
    private final Node node;
    private final boolean lstm;
    private final Reals x;
    private final int steps;
    private final int batch;
    private final int inputs;
    private final int hidden;
    private final int gates;

    private RecurrentOperators(Planner planner, Node node) {
        this.planner = planner;
        this.node = node;
        this.lstm = node.operator().equals("LSTM");
        this.x = planner.reals(node, 0);
        this.steps = x.shape()[0];
        this.batch = x.shape()[1];
        this.inputs = x.shape()[2];
        this.hidden = planner.reals(node, 2).shape()[2];
        this.gates = (lstm ? 4 : 3) * hidden;
    }

    static void plan(Planner planner, Node node) {
        RecurrentOperators unit = new RecurrentOperators(planner, node);
        unit.requireUsual();
        unit.plan();
    }

    private void requireUsual() {
        boolean usual = node.text("direction", "forward").equals("forward")
                && node.integer("layout", 0) == 0
                && !node.attributes().containsKey("activations")
                && !node.attributes().containsKey("clip")
                && node.input(4).isEmpty()
                && (!lstm || (node.input(7).isEmpty() && node.integer("input_forget", 0) == 0));
        if (!usual) {
            throw new Unsupported(
                    "with another direction, layout, activation, clip, length or peephole than the usual one");
        }
    }

    private void plan() {
        int w = transposed(planner.reals(node, 1), inputs);
        int r = transposed(planner.reals(node, 2), hidden);
        Reals biases =
                node.input(3).isEmpty() ? planner.constant(new float[2 * gates], 2 * gates) : planner.reals(node, 3);
        int scratch = planner.scratch(2 * gates);
        int h = initial(5);
        int c = lstm ? initial(6) : 0;
        int[] shape = {steps, 1, batch, hidden};
        int y = planner.scratch(Shapes.size(shape));
        int cells = lstm ? planner.scratch(Shapes.size(shape)) : 0;
        Reals all = new Reals(y, shape, false, false);
        for (int i = 0; i < steps * batch; i++) {
            int at = i * hidden;
            int before = at - batch * hidden;
            int in = x.at() + i * inputs;
            int hBefore = i < batch ? h + at : y + before;
            int rBias = biases.at() + gates;
            Operation step = lstm
                    ? new Lstm(
                            inputs,
                            hidden,
                            in,
                            hBefore,
                            i < batch ? c + at : cells + before,
                            w,
                            r,
                            biases.at(),
                            rBias,
                            scratch,
                            y + at,
                            cells + at)
                    : new Gru(
                            inputs,
                            hidden,
                            node.integer("linear_before_reset", 0) != 0,
                            in,
                            hBefore,
                            w,
                            r,
                            biases.at(),
                            rBias,
                            scratch,
                            y + at);
            all = planner.emit(step, all);
        }
        define(0, all);
        define(1, last(y));
        if (lstm) {
            define(2, last(cells));
        }
    }

    private Reals last(int all) {
        return new Reals(all + (steps - 1) * batch * hidden, new int[] {1, batch, hidden}, false, false);
    }

    private void define(int output, Reals value) {
        if (output < node.outputs().size() && !node.outputs().get(output).isEmpty()) {
            planner.define(node.outputs().get(output), value);
        }
    }

    private int transposed(Reals weights, int columns) {
        if (weights.shape()[0] != 1 || weights.shape()[1] != gates) {
            throw new Unsupported("in two directions");
        }
        return MovingOperators.transposed(planner, weights.as(gates, columns), 1, 0)
                .at();
    }

    private int initial(int input) {
        return node.input(input).isEmpty()
                ? planner.constant(new float[batch * hidden], 1, batch, hidden).at()
                : planner.reals(node, input).at();
    }
}
