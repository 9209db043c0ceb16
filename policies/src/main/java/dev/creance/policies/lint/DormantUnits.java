package dev.creance.policies.lint;

import dev.creance.policies.graph.Operation;
import dev.creance.policies.graph.Plan;
import dev.creance.policies.graph.Pointwise;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Units that hardly ever do anything, over a batch of inputs: a unit is τ-dormant where its mean magnitude, over the mean of its
 * layer's units, is at most τ (Sokar et al., The Dormant Neuron Phenomenon in Deep Reinforcement Learning, 2023, definition 3.1).
 * Layers are what comes out of an activation function; an activation that is an output of the network is none.
 */
final class DormantUnits {
    /** As in the paper's experiments. */
    static final double TAU = 0.025;

    private static final Set<Pointwise.Function> ACTIVATIONS = EnumSet.of(
            Pointwise.Function.RELU,
            Pointwise.Function.LEAKY_RELU,
            Pointwise.Function.ELU,
            Pointwise.Function.SELU,
            Pointwise.Function.GELU,
            Pointwise.Function.GELU_TANH,
            Pointwise.Function.HARD_SWISH,
            Pointwise.Function.SOFTSIGN,
            Pointwise.Function.TANH);

    private record Layer(int at, double[] magnitudes) {}

    private DormantUnits() {}

    /** @param units of all layers; 0 where the network has no activations of these kinds */
    record Result(int observations, int units, int dormant) {}

    /** @param batch each a value for all inputs of the plan, in their order, one after the other */
    static Result of(Plan plan, List<float[]> batch) {
        List<Layer> layers = new ArrayList<>();
        for (Operation operation : plan.operations()) {
            if (operation instanceof Pointwise point
                    && ACTIVATIONS.contains(point.function())
                    && plan.outputs().stream().noneMatch(output -> output.at() == point.y())) {
                layers.add(new Layer(point.y(), new double[point.count()]));
            }
        }
        Operation[] operations = plan.operations().toArray(Operation[]::new);
        for (float[] inputs : batch) {
            float[] memory = plan.image().clone();
            int next = 0;
            for (Plan.Port port : plan.inputs()) {
                System.arraycopy(inputs, next, memory, port.at(), port.size());
                next += port.size();
            }
            Plan.evaluate(operations, memory);
            for (Layer layer : layers) {
                for (int unit = 0; unit < layer.magnitudes.length; unit++) {
                    layer.magnitudes[unit] += Math.abs(memory[layer.at + unit]) / batch.size();
                }
            }
        }
        int units = layers.stream().mapToInt(layer -> layer.magnitudes.length).sum();
        int dormant = layers.stream().mapToInt(DormantUnits::dormant).sum();
        return new Result(batch.size(), units, dormant);
    }

    private static int dormant(Layer layer) {
        double mean = 0;
        for (double magnitude : layer.magnitudes) {
            mean += magnitude / layer.magnitudes.length;
        }
        int dormant = 0;
        for (double magnitude : layer.magnitudes) {
            dormant += magnitude <= TAU * mean ? 1 : 0;
        }
        return dormant;
    }
}
