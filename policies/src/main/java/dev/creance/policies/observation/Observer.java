package dev.creance.policies.observation;

import dev.creance.policies.manifest.History;
import dev.creance.policies.manifest.Normaliser;
import dev.creance.policies.manifest.Observation;
import dev.creance.policies.manifest.Term;
import dev.creance.policies.signals.Periods;
import dev.creance.policies.signals.ValueProcess;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns sensors, reference and past actions into the observation that a policy was trained on: the input tensors one after the
 * other, then a tail of what is not shown to the network but goes along with it. A native period starts with the first
 * observation after a reset.
 */
public final class Observer {
    private final ObservedTensor[] tensors;
    private final Periodic[] periodic;
    private final ActionMemory[] memories;
    private final ObservationSource[] tail;
    private final double[][] tailValues;
    private final List<Place> places;
    private final CounterClock periods;
    private final int callsPerPeriod;
    private final int size;
    private int callsInPeriod;
    private boolean fresh = true;

    /**
     * Where a term stands in the observation, for what is filled in by the networks themselves.
     *
     * @param tensor which of the manifest's observations it belongs to
     * @param offset of its first value in that tensor
     */
    public record Place(Term term, int tensor, int offset, ValueProcess process) {}

    /** What goes along with an observation. */
    public record Along(ObservationSource source, int size) {}

    /**
     * @param along what goes along, in its order
     * @param numbered whether the number of the native period goes along behind it
     */
    public static Observer of(Observables from, List<Along> along, boolean numbered) {
        TermSources sources = new TermSources(from);
        List<Place> places = new ArrayList<>();
        List<ObservedTensor> tensors = new ArrayList<>();
        for (Observation observation : from.manifest().observations()) {
            tensors.add(tensor(observation, tensors.size(), from, sources, places));
        }
        CounterClock periods = new CounterClock(0, Periods.COUNT - 1, true);
        List<Along> all = new ArrayList<>(along);
        if (numbered) {
            all.add(new Along(periods, 1));
        }
        return new Observer(new Parts(tensors, sources, places, all), periods, from.callsPerPeriod());
    }

    private record Parts(List<ObservedTensor> tensors, TermSources sources, List<Place> places, List<Along> along) {}

    private Observer(Parts parts, CounterClock periods, int callsPerPeriod) {
        this.tensors = parts.tensors.toArray(ObservedTensor[]::new);
        this.memories = parts.sources.memories().toArray(ActionMemory[]::new);
        this.places = List.copyOf(parts.places);
        this.periods = periods;
        List<Periodic> all = new ArrayList<>(parts.sources.periodic());
        all.add(periods);
        this.periodic = all.toArray(Periodic[]::new);
        this.tail = parts.along.stream().map(Along::source).toArray(ObservationSource[]::new);
        this.tailValues =
                parts.along.stream().map(each -> new double[each.size()]).toArray(double[][]::new);
        this.callsPerPeriod = callsPerPeriod;
        this.size = parts.tensors.stream().mapToInt(ObservedTensor::size).sum()
                + parts.along.stream().mapToInt(Along::size).sum();
    }

    private static ObservedTensor tensor(
            Observation observation, int index, Observables from, TermSources sources, List<Place> placesOut) {
        List<TermStage> stages = new ArrayList<>();
        int offset = 0;
        for (Term term : observation.terms()) {
            ValueProcess process = new ValueProcess(term.common().process());
            placesOut.add(new Place(term, index, offset, process));
            TermStage stage = stage(term, observation, process, sources);
            stages.add(stage);
            offset += stage.size();
        }
        HistoryRing frames = observation
                .history()
                .filter(History::byFrame)
                .map(history -> new HistoryRing(
                        history, stages.stream().mapToInt(TermStage::size).sum()))
                .orElse(null);
        Statistics statistics = observation.normaliser() instanceof Normaliser.File file
                ? Statistics.read(file, from.files().apply(file.file()), (int) observation.size())
                : null;
        return new ObservedTensor(stages, frames, statistics);
    }

    private static TermStage stage(Term term, Observation observation, ValueProcess process, TermSources sources) {
        History history = term.common()
                .history()
                .or(() -> observation.history().filter(all -> !all.byFrame()))
                .orElse(null);
        if (term instanceof Term.Actions actions && history != null) {
            ActionMemory memory = sources.memory(actions, history);
            return new TermStage(memory, process.repeated(history.length()), null, memory.size());
        }
        int width = term.common().dim();
        return new TermStage(
                sources.of(term), process, history == null ? null : new HistoryRing(history, width), width);
    }

    /** Values of all tensors and the tail. */
    public int size() {
        return size;
    }

    /** Where each term stands. */
    public List<Place> places() {
        return places;
    }

    /** The number of the native period that the newest observation belongs to. */
    @HotPath
    public int period() {
        return (int) periods.count();
    }

    /** Whether nothing was observed since the reset. */
    @HotPath
    public boolean isFresh() {
        return fresh;
    }

    @HotPath
    public void observe(Frame sensors, Frame reference, float[] out) {
        boolean newPeriod = callsInPeriod == 0;
        for (int k = 0; k < periodic.length; k++) {
            periodic[k].begin(sensors, reference, newPeriod);
        }
        int at = 0;
        for (int k = 0; k < tensors.length; k++) {
            tensors[k].write(sensors, reference, newPeriod, out, at);
            at += tensors[k].size();
        }
        for (int k = 0; k < tail.length; k++) {
            double[] values = tailValues[k];
            tail[k].values(sensors, reference, values);
            for (int i = 0; i < values.length; i++) {
                out[at++] = (float) values[i];
            }
        }
        callsInPeriod = callsInPeriod + 1 == callsPerPeriod ? 0 : callsInPeriod + 1;
        fresh = false;
    }

    /** Memories that begin with the action that leads to where the joints are, begin with this one. */
    @HotPath
    public void startWith(double[] resting) {
        for (int k = 0; k < memories.length; k++) {
            memories[k].startWith(resting);
        }
    }

    /** Fills every memory as if this action had been executed for ever. */
    @HotPath
    public void fill(double[] action) {
        for (int k = 0; k < memories.length; k++) {
            memories[k].fill(action);
        }
    }

    /**
     * Tells what a tick did.
     *
     * @param returned what the policy returned; what was executed where that is not finite
     */
    @HotPath
    public void acted(double[] returned, double[] executed) {
        for (int k = 0; k < memories.length; k++) {
            memories[k].acted(memories[k].executed() ? executed : returned);
        }
    }

    @HotPath
    public void reset() {
        for (int k = 0; k < periodic.length; k++) {
            periodic[k].reset();
        }
        for (int k = 0; k < tensors.length; k++) {
            tensors[k].reset();
        }
        callsInPeriod = 0;
        fresh = true;
    }
}
