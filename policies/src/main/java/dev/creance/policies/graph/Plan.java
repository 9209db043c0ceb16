package dev.creance.policies.graph;

import dev.creance.runtime.HotPath;
import java.util.List;
import java.util.Map;

/**
 * A network of settled sizes: what to compute, in order, on one memory of float32 values.
 *
 * <p>{@link #evaluate} is the plain evaluation: each operation as the graph writes it, one float32 operation after another,
 * products and sums rounded separately, sums in the order of their terms and from the bias on, functions rounded from
 * {@link StrictMath}. The same bits come out on every processor.
 *
 * @param tensors what the memory holds, without gaps
 * @param image the memory before the first evaluation: constants, and zeros everywhere else
 */
public record Plan(
        List<Port> inputs, List<Port> outputs, List<Operation> operations, List<Tensor> tensors, float[] image) {

    /**
     * Values that lie together in the memory; operations may take a part of them, and never values of two as one run.
     *
     * @param constant whether no operation writes them
     */
    public record Tensor(int at, int size, boolean constant) {}

    /**
     * A tensor at the edge, row-major in the memory.
     *
     * @param at index of its first value
     * @param whole whether they are whole numbers, 64 bits each for others
     */
    public record Port(String name, int[] shape, int at, boolean whole) {
        public int size() {
            return Shapes.size(shape);
        }
    }

    /**
     * Plans a network.
     *
     * @param shapes by input; inputs that are not in it have their own shape with 1 for every free size
     * @throws Unsupported where it holds what cannot be planned
     */
    public static Plan of(OnnxModel model, Map<String, int[]> shapes) {
        return new Planner(model, shapes).plan();
    }

    /** Computes everything from the inputs in this copy of {@link #image}. */
    @HotPath
    public static void evaluate(Operation[] operations, float[] memory) {
        for (int i = 0; i < operations.length; i++) {
            operations[i].evaluate(memory);
        }
    }
}
