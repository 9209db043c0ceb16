package dev.creance.policies.graph;

import dev.creance.policies.graph.Convolution.Axis;
import dev.creance.policies.graph.OnnxModel.Node;
import dev.creance.policies.graph.Planner.Reals;

/** Convolutions of one and two axes. */
final class ConvolutionOperators {
    private ConvolutionOperators() {}

    static void plan(Planner planner, Node node) {
        Reals x = planner.reals(node, 0);
        Reals kernel = planner.reals(node, 1);
        Reals bias = node.input(2).isEmpty() ? null : planner.reals(node, 2);
        int axes = x.shape().length - 2;
        if (axes != 1 && axes != 2) {
            throw new Unsupported("of " + axes + " axes");
        }
        Axis height = axes == 1 ? new Axis(1, 1, 1, 1, 1, 0) : axis(node, x, kernel, 0);
        Axis width = axis(node, x, kernel, axes - 1);
        int groups = (int) node.integer("group", 1);
        int outer = kernel.shape()[0] / groups;
        int inner = kernel.shape()[1];
        if (inner * groups != x.shape()[1]) {
            throw new Unsupported("of " + x.shape()[1] + " channels by " + groups + " groups of " + inner);
        }
        int[] shape = axes == 1
                ? new int[] {x.shape()[0], groups * outer, width.out()}
                : new int[] {x.shape()[0], groups * outer, height.out(), width.out()};
        Reals y = bias == null ? planner.result(shape, x, kernel) : planner.result(shape, x, kernel, bias);
        Convolution convolution = new Convolution(
                x.shape()[0],
                groups,
                inner,
                outer,
                height,
                width,
                x.at(),
                kernel.at(),
                bias == null ? -1 : bias.at(),
                y.at());
        planner.define(node.outputs().getFirst(), planner.emit(convolution, y));
    }

    /** Padding is given, or as much as makes the output ⌈input / stride⌉ long, the odd one at the end or at the start. */
    private static Axis axis(Node node, Reals x, Reals kernel, int which) {
        int axes = x.shape().length - 2;
        int in = x.shape()[2 + which];
        int size = kernel.shape()[2 + which];
        int stride = at(node, "strides", which, 1);
        int dilation = at(node, "dilations", which, 1);
        int begin = at(node, "pads", which, 0);
        int end = at(node, "pads", axes + which, 0);
        int reach = (size - 1) * dilation + 1;
        String mode = node.text("auto_pad", "NOTSET");
        if (mode.startsWith("SAME")) {
            int both = Math.max(0, (Math.ceilDiv(in, stride) - 1) * stride + reach - in);
            begin = mode.equals("SAME_UPPER") ? both / 2 : both - both / 2;
            end = both - begin;
        }
        return new Axis(in, size, (in + begin + end - reach) / stride + 1, stride, dilation, begin);
    }

    private static int at(Node node, String attribute, int index, int otherwise) {
        long[] values = node.integers(attribute);
        return values == null ? otherwise : Math.toIntExact(values[index]);
    }
}
