package dev.creance.policies;

import dev.creance.policies.PolicyManifest.State;
import dev.creance.policies.PolicyManifest.Term;
import dev.creance.policies.manifest.TensorReference;
import dev.creance.runtime.HotPath;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/** Which tensor of a network plays which part in a manifest, every one of them accounted for, and the carried state. */
final class NetworkPorts {
    private final PolicyNetwork network;
    private final FloatBuffer observation;
    private final FloatBuffer action;
    private final List<Integer> inputsInUse = new ArrayList<>();
    private final List<Integer> outputsInUse = new ArrayList<>();
    private final Carried[] states;

    /** A tensor that goes from an output to an input; {@code kept} is what the next call starts from. */
    private record Carried(FloatBuffer in, FloatBuffer out, float[] kept, float[] fresh, boolean everyCall) {}

    NetworkPorts(PolicyManifest manifest, PolicyNetwork network) {
        this.network = network;
        int observationInput = use(manifest.observation(), true);
        this.observation = network.input(observationInput);
        int actionOutput = use(manifest.action().tensor(), false);
        this.action = network.output(actionOutput);
        this.states = manifest.state().stream().map(this::carried).toArray(Carried[]::new);
        manifest.ignoredOutputs().forEach(output -> use(output, false));
        requireSizes(manifest);
        requireAllInUse(manifest);
    }

    private Carried carried(State state) {
        int input = use(state.input(), true);
        int output = use(state.output(), false);
        for (long[] shape : List.of(network.inputShape(input), network.outputShape(output))) {
            if (!Arrays.equals(shape, state.shape())) {
                throw state.at()
                        .child("shape")
                        .error("=" + Arrays.toString(state.shape()) + ", but the network has " + Arrays.toString(shape)
                                + " (free sizes as 1)");
            }
        }
        int size = network.input(input).capacity();
        return new Carried(
                network.input(input), network.output(output), new float[size], new float[size], state.everyCall());
    }

    private int use(TensorReference reference, boolean input) {
        int count = input ? network.inputs() : network.outputs();
        IntFunction<String> names = input ? network::inputName : network::outputName;
        String side = input ? "input" : "output";
        int index = reference.index();
        if (reference.name() != null) {
            index = input ? network.inputIndex(reference.name()) : network.outputIndex(reference.name());
        }
        if (index < 0 || index >= count) {
            String wrong = reference.name() == null ? "index " + index : "'" + reference.name() + "'";
            List<String> known = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                known.add(i + ": " + names.apply(i));
            }
            throw reference
                    .at()
                    .error("=" + wrong + " is no " + side + " of the network")
                    .withHint("there are " + known);
        }
        List<Integer> inUse = input ? inputsInUse : outputsInUse;
        if (inUse.contains(index)) {
            throw reference.at().error("='" + names.apply(index) + "' is in use already");
        }
        inUse.add(index);
        return index;
    }

    private void requireSizes(PolicyManifest manifest) {
        int dims = manifest.terms().stream().mapToInt(Term::dim).sum();
        if (dims != observation.capacity()) {
            throw manifest.at()
                    .child("observation")
                    .child("terms")
                    .error(" add up to " + dims + " values, but the network's observation takes "
                            + observation.capacity())
                    .withHint("compare the terms with the training code; 'creance policy inspect' shows the tensors");
        }
        int actions = manifest.action().commands().size();
        if (actions != action.capacity()) {
            throw manifest.action()
                    .at()
                    .child("commands")
                    .error(" names " + actions + " channels, but the network returns " + action.capacity() + " values");
        }
    }

    private void requireAllInUse(PolicyManifest manifest) {
        for (int i = 0; i < network.inputs(); i++) {
            if (!inputsInUse.contains(i)) {
                throw manifest.at()
                        .child("state")
                        .error(" does not say what feeds the network's input '" + network.inputName(i) + "'")
                        .withHint("add it with the output that it comes from");
            }
        }
        for (int i = 0; i < network.outputs(); i++) {
            if (!outputsInUse.contains(i)) {
                throw manifest.at()
                        .child("ignored_outputs")
                        .error(" does not name the network's output '" + network.outputName(i)
                                + "', which nothing uses")
                        .withHint("feed it back under 'state', or name it here");
            }
        }
    }

    int observationSize() {
        return observation.capacity();
    }

    int actionSize() {
        return action.capacity();
    }

    /** Computes an action from an observation and the kept state; false where the engine failed. */
    boolean run(float[] observationIn, float[] actionOut) {
        observation.put(0, observationIn);
        for (Carried state : states) {
            state.in.put(0, state.kept);
        }
        if (!network.run()) {
            return false;
        }
        action.get(0, actionOut);
        for (Carried state : states) {
            state.out.get(0, state.fresh);
        }
        return true;
    }

    /** Whether the state that the newest run left is finite. */
    boolean isFinite() {
        for (Carried state : states) {
            if (!isFinite(state.fresh)) {
                return false;
            }
        }
        return true;
    }

    @HotPath
    static boolean isFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    /** Keeps the state that the newest run left. */
    void commit(boolean nativePeriod) {
        for (Carried state : states) {
            if (nativePeriod || state.everyCall) {
                System.arraycopy(state.fresh, 0, state.kept, 0, state.kept.length);
            }
        }
    }

    @HotPath
    void reset() {
        for (Carried state : states) {
            Arrays.fill(state.kept, 0);
        }
    }
}
