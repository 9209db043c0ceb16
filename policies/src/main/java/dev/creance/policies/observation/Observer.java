package dev.creance.policies.observation;

import dev.creance.policies.manifest.History;
import dev.creance.policies.manifest.Normaliser;
import dev.creance.policies.manifest.Observation;
import dev.creance.policies.manifest.Planner;
import dev.creance.policies.manifest.Term;
import dev.creance.policies.signals.ValueProcess;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Turns sensors, reference and past actions into the observation that a policy was trained on: the input tensors one after the
 * other, then a tail of what is not shown to the network but goes along with it. A native period starts with the first
 * observation after a reset.
 */
public final class Observer {
    private final ObservedTensor[] tensors;
    private final Level[] levels;
    private final Level[] levelOf;
    private final Level base;
    private final ActionMemory[] memories;
    private final ObservationSource[] tail;
    private final double[][] tailValues;
    private final List<Place> places;
    private final int tailAt;
    private final int size;
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
     * @param along what goes along, in its order, behind the numbers of the planners' periods
     * @param numbered whether the number of the native period goes along behind it
     */
    public static Observer of(Observables from, List<Along> along, boolean numbered) {
        List<Planner> planners = from.manifest().planners();
        List<Level> levels = new ArrayList<>();
        planners.forEach(planner -> levels.add(new Level(from.every(planner.every()))));
        levels.add(new Level(from));
        List<Place> places = new ArrayList<>();
        List<ObservedTensor> tensors = new ArrayList<>();
        List<Level> levelOf = new ArrayList<>();
        for (Observation observation : from.manifest().observations()) {
            Level level = from.manifest()
                    .planner(observation.tensor().model())
                    .map(planner -> levels.get(planners.indexOf(planner)))
                    .orElse(levels.getLast());
            tensors.add(tensor(observation, tensors.size(), from, level.sources(), places));
            levelOf.add(level);
        }
        levels.forEach(Level::complete);
        List<Along> tail = new ArrayList<>();
        levels.subList(0, planners.size()).forEach(level -> tail.add(new Along(level.periods(), 1)));
        tail.addAll(along);
        if (numbered) {
            tail.add(new Along(levels.getLast().periods(), 1));
        }
        return new Observer(new Parts(tensors, levelOf, levels, places, tail));
    }

    private record Parts(
            List<ObservedTensor> tensors,
            List<Level> levelOf,
            List<Level> levels,
            List<Place> places,
            List<Along> tail) {}

    private Observer(Parts parts) {
        this.tensors = parts.tensors.toArray(ObservedTensor[]::new);
        this.levelOf = parts.levelOf.toArray(Level[]::new);
        this.levels = parts.levels.toArray(Level[]::new);
        this.base = parts.levels.getLast();
        this.memories = parts.levels.stream()
                .flatMap(level -> Arrays.stream(level.memories()))
                .toArray(ActionMemory[]::new);
        this.places = List.copyOf(parts.places);
        this.tail = parts.tail.stream().map(Along::source).toArray(ObservationSource[]::new);
        this.tailValues =
                parts.tail.stream().map(each -> new double[each.size()]).toArray(double[][]::new);
        this.tailAt = parts.tensors.stream().mapToInt(ObservedTensor::size).sum();
        this.size = tailAt + parts.tail.stream().mapToInt(Along::size).sum();
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

    /** Where the number of a planner's period stands in an observation. */
    public int plannerAt(int planner) {
        return tailAt + planner;
    }

    /** The number of the native period that the newest observation belongs to. */
    @HotPath
    public int period() {
        return (int) base.periods().count();
    }

    /** Whether nothing was observed since the reset. */
    @HotPath
    public boolean isFresh() {
        return fresh;
    }

    @HotPath
    public void observe(Frame sensors, Frame reference, float[] out) {
        for (int k = 0; k < levels.length; k++) {
            levels[k].begin(sensors, reference);
        }
        int at = 0;
        for (int k = 0; k < tensors.length; k++) {
            tensors[k].write(sensors, reference, levelOf[k].newPeriod(), out, at);
            at += tensors[k].size();
        }
        for (int k = 0; k < tail.length; k++) {
            double[] values = tailValues[k];
            tail[k].values(sensors, reference, values);
            for (int i = 0; i < values.length; i++) {
                out[at++] = (float) values[i];
            }
        }
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
        for (int k = 0; k < levels.length; k++) {
            levels[k].reset();
        }
        for (int k = 0; k < tensors.length; k++) {
            tensors[k].reset();
        }
        fresh = true;
    }
}
