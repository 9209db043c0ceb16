package dev.creance.policies;

import dev.creance.policies.manifest.Manifest;
import dev.creance.policies.manifest.Observation;
import dev.creance.runtime.HotPath;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Networks that are asked at one rate: what they observe, what each is told by others before it runs, and their state. */
final class NetworkGroup {
    private final Observed[] observed;
    private final Step[] steps;
    private final CarriedState[] states;

    /** A tensor of the observation and the input it goes to. */
    private record Observed(TensorPort port, int at) {}

    /** One network, or what answers from what networks returned, and what is written into it before it runs. */
    record Step(ActionHead.Run network, Infill[] infills) {
        Step(ActionHead.Run network, List<Infill> infills) {
            this(network, infills.toArray(Infill[]::new));
        }

        /** The same with more that is written before. */
        Step with(List<Infill> more) {
            return new Step(
                    network, Stream.concat(Stream.of(infills), more.stream()).toList());
        }
    }

    /**
     * @param belongs whether a model is one of them
     * @param steps in the order in which they run
     */
    NetworkGroup(Manifest manifest, Networks networks, Predicate<String> belongs, List<Step> steps) {
        List<Observed> inputs = new ArrayList<>();
        int at = 0;
        for (Observation observation : manifest.observations()) {
            TensorPort port = networks.input(observation.tensor());
            if (belongs.test(observation.tensor().model())) {
                inputs.add(new Observed(port, at));
            }
            at += port.size();
        }
        this.observed = inputs.toArray(Observed[]::new);
        this.steps = steps.toArray(Step[]::new);
        this.states = manifest.state().stream()
                .filter(state -> belongs.test(state.input().model()))
                .map(state -> new CarriedState(state, networks))
                .toArray(CarriedState[]::new);
    }

    /** Whether all that they observe is finite. */
    @HotPath
    boolean isFinite(float[] observation) {
        boolean finite = true;
        for (int k = 0; k < observed.length; k++) {
            finite &= InferenceStage.isFinite(observation, observed[k].at, observed[k].port.size());
        }
        return finite;
    }

    /** Writes the observation and their state into the inputs. */
    void load(float[] observation) {
        for (int k = 0; k < observed.length; k++) {
            TensorPort port = observed[k].port;
            port.put(0, observation, observed[k].at, port.size());
        }
        for (int k = 0; k < states.length; k++) {
            states[k].load();
        }
    }

    /** Runs them; false where an engine failed. */
    boolean run(float[] observation) {
        for (int k = 0; k < steps.length; k++) {
            Infill[] infills = steps[k].infills;
            for (int i = 0; i < infills.length; i++) {
                infills[i].fill(observation);
            }
            if (!steps[k].network.run()) {
                return false;
            }
        }
        return true;
    }

    /** Reads the state that the newest run left; false where it is not finite. */
    boolean takeStates() {
        boolean finite = true;
        for (int k = 0; k < states.length; k++) {
            finite &= states[k].take();
        }
        return finite;
    }

    /** Keeps the state that the newest run left. */
    @HotPath
    void commit(boolean newPeriod) {
        for (int k = 0; k < states.length; k++) {
            states[k].commit(newPeriod);
        }
    }

    @HotPath
    void reset() {
        for (int k = 0; k < states.length; k++) {
            states[k].reset();
        }
    }
}
