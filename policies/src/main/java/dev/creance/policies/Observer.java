package dev.creance.policies;

import dev.creance.policies.PolicyManifest.Term;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import java.util.ArrayList;
import java.util.List;

/** Turns sensors, reference and past actions into the observation that a policy was trained on. */
final class Observer {
    private final ObservationSource[] sources;
    private final ValueProcess[] processes;
    private final double[][] scratch;
    private final int size;

    private Observer(List<ObservationSource> sources, List<Term> terms) {
        this.sources = sources.toArray(ObservationSource[]::new);
        this.processes = terms.stream().map(Term::process).toArray(ValueProcess[]::new);
        this.scratch = terms.stream().map(term -> new double[term.dim()]).toArray(double[][]::new);
        this.size = terms.stream().mapToInt(Term::dim).sum();
    }

    /** @param memoriesOut gets the memories that want to hear of every action */
    static Observer of(List<Term> terms, PolicyEnvironment environment, List<BoundMemory> memoriesOut) {
        List<ObservationSource> sources = new ArrayList<>();
        for (Term term : terms) {
            sources.add(
                    switch (term) {
                        case Term.Channels channels -> channels(channels, environment);
                        case Term.Rotation rotation -> rotation(rotation, environment);
                        case Term.Actions actions -> memory(actions, memoriesOut);
                    });
        }
        return new Observer(sources, terms);
    }

    /** @param executed whether it stores what was executed, not what the policy returned */
    record BoundMemory(ActionMemory memory, boolean executed) {}

    private static ObservationSource channels(Term.Channels term, PolicyEnvironment environment) {
        Selection signal = Selection.of(term.signal(), environment).inUnit(term.unit());
        requireSize(term, signal.size());
        if (term.minus() == null) {
            return new ChannelSource(signal, null);
        }
        Selection minus = Selection.of(term.minus(), environment).inUnit(term.unit());
        if (minus.size() != signal.size()) {
            throw term.minus()
                    .error(" has " + minus.size() + " channels, and "
                            + term.signal().path() + " has " + signal.size());
        }
        return new ChannelSource(signal, minus);
    }

    private static ObservationSource rotation(Term.Rotation term, PolicyEnvironment environment) {
        Selection quaternion = Selection.of(term.signal(), environment);
        if (!quaternion.axes().equals(List.of("w", "x", "y", "z"))) {
            throw term.signal()
                    .error(" is " + quaternion.axes() + ", not a quaternion w, x, y, z")
                    .withHint("name the four channels in this order");
        }
        return new RotationSource(quaternion, term.rowMajor());
    }

    private static ObservationSource memory(Term.Actions term, List<BoundMemory> memoriesOut) {
        ActionMemory memory = new ActionMemory(term.actions(), term.length(), term.oldestFirst());
        memoriesOut.add(new BoundMemory(memory, term.executed()));
        return memory;
    }

    private static void requireSize(Term term, int size) {
        if (term.dim() != size) {
            throw term.at()
                    .child("dim")
                    .error("=" + term.dim() + ", but its signal has " + size + " channels")
                    .withHint("write 'dim: " + size + "', or name the channels that were trained on");
        }
    }

    int size() {
        return size;
    }

    @HotPath
    void observe(Frame sensors, Frame reference, float[] out) {
        int at = 0;
        for (int k = 0; k < sources.length; k++) {
            double[] values = scratch[k];
            sources[k].values(sensors, reference, values);
            processes[k].apply(values);
            for (int i = 0; i < values.length; i++) {
                out[at++] = (float) values[i];
            }
        }
    }
}
