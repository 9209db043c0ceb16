package dev.creance.policies;

import ai.onnxruntime.OnnxJavaType;
import dev.creance.policies.TensorBinding.Pinned;
import dev.creance.policies.graph.Float64;
import dev.creance.policies.graph.Plan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * How far two engines are from the same network in double precision, on inputs drawn at random: the same ones in each program.
 * An error is |got − want|/(1 + |want|), the greatest of all outputs.
 */
final class Accuracy {
    private static final int DRAWS = 16;
    private static final long SEED = 41;

    /** Engines round in different orders; chance alone makes one of them twice as good. */
    private static final double MOST_TIMES = 4;

    /** Some units in the last place, where the other engine happens to be exact. */
    private static final double MOST_BESIDE = 1e-6;

    private final Plan plan;
    private final Float64 exact;
    private double ofOwn;
    private double ofReference;

    private Accuracy(Plan plan) {
        this.plan = plan;
        this.exact = new Float64(plan);
    }

    /** Refuses our own engine where there is an objection. */
    static void require(String file, byte[] bytes, Path folder) {
        try (LoadedGraph own = Engine.NATIVE.open(file, bytes, folder);
                LoadedGraph reference = Engine.ONNX_RUNTIME.open(file, bytes, folder)) {
            objection((PlannedGraph) own, reference).ifPresent(objection -> {
                throw new PolicyError(
                        file, "the engine '" + Engine.NATIVE.key() + "' " + objection, Engine.ONNX_RUNTIME.instead());
            });
        }
    }

    /** What speaks against our own engine; empty where nothing does. */
    static Optional<String> objection(PlannedGraph own, LoadedGraph reference) {
        Accuracy accuracy = new Accuracy(own.plan(Map.of()));
        try (TensorBinding ours = own.bind(Map.of());
                TensorBinding theirs = reference.bind(Map.of())) {
            SplittableRandom random = new SplittableRandom(SEED);
            for (int draw = 0; draw < DRAWS; draw++) {
                accuracy.draw(random, ours.inputs(), theirs.inputs());
                if (!ours.run() || !theirs.run()) {
                    return Optional.of("or the other fails: " + ours.failure() + theirs.failure());
                }
                accuracy.exact.evaluate();
                accuracy.ofOwn = Math.max(accuracy.ofOwn, accuracy.error(ours.outputs()));
                accuracy.ofReference = Math.max(accuracy.ofReference, accuracy.error(theirs.outputs()));
            }
        }
        return accuracy.ofOwn <= MOST_TIMES * accuracy.ofReference + MOST_BESIDE
                ? Optional.empty()
                : Optional.of("is off by " + accuracy.ofOwn
                        + " from what the network is in double precision, more than " + (int) MOST_TIMES
                        + " times ONNX Runtime's " + accuracy.ofReference + " and " + MOST_BESIDE);
    }

    private void draw(SplittableRandom random, List<Pinned> ours, List<Pinned> theirs) {
        for (int input = 0; input < plan.inputs().size(); input++) {
            Pinned own = ours.get(input);
            Pinned other = named(theirs, own.name());
            for (int i = 0; i < plan.inputs().get(input).size(); i++) {
                float value = value(random, own.type());
                put(own, i, value);
                put(other, i, value);
                exact.set(input, i, value);
            }
        }
    }

    /** Whole numbers are mostly places in a table, which has at least two. */
    private static float value(SplittableRandom random, OnnxJavaType type) {
        return type == OnnxJavaType.INT64 ? random.nextInt(2) : (float) random.nextGaussian();
    }

    private static void put(Pinned tensor, int index, float value) {
        if (tensor.type() == OnnxJavaType.INT64) {
            tensor.memory().putLong(8 * index, (long) value);
        } else {
            tensor.memory().putFloat(4 * index, value);
        }
    }

    private static Pinned named(List<Pinned> tensors, String name) {
        return tensors.stream()
                .filter(tensor -> tensor.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private double error(List<Pinned> outputs) {
        double greatest = 0;
        for (int output = 0; output < plan.outputs().size(); output++) {
            Pinned got = named(outputs, plan.outputs().get(output).name());
            for (int i = 0; i < plan.outputs().get(output).size(); i++) {
                double want = exact.get(output, i);
                double found =
                        got.type() == OnnxJavaType.INT64 ? TensorValues.integer(got, i) : TensorValues.real(got, i);
                double error = Math.abs(found - want) / (1 + Math.abs(want));
                if (Double.isFinite(want)) {
                    greatest = Math.max(greatest, Double.isNaN(error) ? Double.POSITIVE_INFINITY : error);
                }
            }
        }
        return greatest;
    }
}
