package dev.creance.policies.observation;

import dev.creance.policies.manifest.Clock;
import dev.creance.policies.manifest.History;
import dev.creance.policies.manifest.JointTable;
import dev.creance.policies.manifest.Setpoint;
import dev.creance.policies.manifest.Term;
import dev.creance.policies.signals.ChannelNames;
import dev.creance.policies.signals.JointChannels;
import dev.creance.policies.signals.Selection;
import dev.creance.runtime.config.ConfigNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds for each term of a manifest where its values come from; refuses, by name, the channels that the robot lacks. */
final class TermSources {
    private final Observables from;
    private final List<Periodic> periodic = new ArrayList<>();
    private final List<ActionMemory> memories = new ArrayList<>();
    private final Map<String, SetpointState> setpoints = new LinkedHashMap<>();
    private final Map<String, Periodic> clocks = new LinkedHashMap<>();
    private final MotionSources motions;

    TermSources(Observables from) {
        this.from = from;
        this.motions = new MotionSources(from);
    }

    /** Everything that moves on with the periods, set points before the clocks that rest with them. */
    List<Periodic> periodic() {
        List<Periodic> all = new ArrayList<>(setpoints.values());
        all.addAll(clocks.values());
        all.addAll(motions.players());
        all.addAll(periodic);
        return all;
    }

    List<ActionMemory> memories() {
        return memories;
    }

    /** A memory of actions, which is its own history. */
    ActionMemory memory(Term.Actions term, History shown) {
        ActionMemory memory = new ActionMemory(term, shown);
        memories.add(memory);
        periodic.add(memory);
        return memory;
    }

    ObservationSource of(Term term) {
        return switch (term) {
            case Term.Channels channels -> channels(channels);
            case Term.Orientation orientation ->
                new OrientationSource(quaternion(orientation.signal()), orientation.as());
            case Term.Euler euler -> new EulerSource(quaternion(euler.signal()), euler.axes());
            case Term.Gravity gravity -> new GravitySource(quaternion(gravity.signal()));
            case Term.Joints joints -> joints(joints);
            case Term.Actions actions ->
                memory(actions, new History(actions.common().at(), false, 1, false, false, true, 1));
            case Term.SetpointValues values -> setpoint(values);
            case Term.OneHot hot ->
                new OneHotSource(
                        state(hot.setpoint()),
                        indexOf(hot.setpoint(), hot.value()),
                        hot.common().dim());
            case Term.PhaseValues phase ->
                new PhaseSource((PhaseClock) clock(phase.clock()), phase.functions(), phase.offsetsRad());
            case Term.Count count -> (CounterClock) clock(count.clock());
            case Term.ReturnToGo ahead -> returnToGo(ahead);
            case Term.Constant constant ->
                new ConstantSource(constant.values().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray());
            case Term.External external -> external(external);
            case Term.Latent latent ->
                new ConstantSource(new double[latent.common().dim()]);
            case Term.MotionValues motion ->
                from.manifest().signals().returned(motion)
                        ? new ConstantSource(new double[motion.common().dim()])
                        : motions.of(motion);
        };
    }

    private ObservationSource channels(Term.Channels term) {
        Selection signal = Selection.of(term.signal(), from.channels()).inUnit(term.unit());
        requireSize(term.common(), signal.size());
        if (term.minus().isEmpty()) {
            return new ChannelSource(signal, null);
        }
        ConfigNode other = term.minus().get();
        Selection minus = Selection.of(other, from.channels()).inUnit(term.unit());
        if (minus.size() != signal.size()) {
            throw other.error(
                    " has " + minus.size() + " channels, and " + term.signal().path() + " has " + signal.size());
        }
        return new ChannelSource(signal, minus);
    }

    private static void requireSize(Term.Common term, int size) {
        if (term.dim() != size) {
            throw term.at()
                    .child("dim")
                    .error("=" + term.dim() + ", but its signal has " + size + " channels")
                    .withHint("write 'dim: " + size + "', or name the channels that were trained on");
        }
    }

    private Selection quaternion(ConfigNode signal) {
        Selection quaternion = Selection.of(signal, from.channels());
        if (!quaternion.axes().equals(List.of("w", "x", "y", "z"))) {
            throw signal.error(" is " + quaternion.axes() + ", not a quaternion w, x, y, z")
                    .withHint("name the four channels in this order");
        }
        return quaternion;
    }

    private ObservationSource joints(Term.Joints term) {
        JointTable table = from.manifest().body().joints().orElseThrow();
        JointChannels channels = JointChannels.measured(
                term.common().at(), table, term, from.channels().sensors());
        return switch (term.relativeTo()) {
            case NOTHING -> JointSource.from(channels, new double[channels.size()]);
            case DEFAULT_POSE ->
                JointSource.from(
                        channels,
                        from.manifest().body().defaultPose().orElseThrow().in(term.order()));
            case TARGET ->
                JointSource.fromTargets(channels, from.targets(), from.targets().places(term.order()));
        };
    }

    private ObservationSource setpoint(Term.SetpointValues term) {
        int[] values = term.values().stream()
                .mapToInt(value -> indexOf(term.setpoint(), value))
                .toArray();
        return new SetpointSource(state(term.setpoint()), values);
    }

    private int indexOf(String setpoint, String value) {
        return state(setpoint).setpoint().values().stream()
                .map(Setpoint.Value::name)
                .toList()
                .indexOf(value);
    }

    private SetpointState state(String name) {
        SetpointState known = setpoints.get(name);
        if (known != null) {
            return known;
        }
        Setpoint setpoint = from.manifest().signals().setpoints().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        List<String> values =
                setpoint.values().stream().map(Setpoint.Value::name).toList();
        Selection asked =
                Selection.named(setpoint.at(), ChannelNames.setpoint(setpoint.name(), values), from.channels());
        asked.inUnits(
                setpoint.at(),
                setpoint.values().stream().map(Setpoint.Value::unit).toList());
        SetpointState state = new SetpointState(setpoint, asked, from.callS());
        setpoints.put(name, state);
        return state;
    }

    private Periodic clock(String name) {
        Periodic known = clocks.get(name);
        if (known != null) {
            return known;
        }
        Clock clock = from.manifest().signals().clocks().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        Periodic made = switch (clock) {
            case Clock.Phase phase ->
                new PhaseClock(
                        phase,
                        from.periodHz(),
                        phase.atRest().map(rest -> state(rest.setpoint())).orElse(null));
            case Clock.Counter counter -> new CounterClock(counter);
        };
        clocks.put(name, made);
        return made;
    }

    private ObservationSource returnToGo(Term.ReturnToGo term) {
        Selection reward = Selection.of(term.reward(), from.channels());
        if (reward.size() != 1) {
            throw term.reward().error(" has " + reward.size() + " channels, and a reward is one number");
        }
        ReturnToGo source = new ReturnToGo(term.target(), reward);
        periodic.add(source);
        return source;
    }

    private ObservationSource external(Term.External term) {
        Term.Common common = term.common();
        Selection signal =
                Selection.named(common.at(), ChannelNames.external(common.name(), common.dim()), from.channels());
        signal.inUnits(common.at(), Collections.nCopies(common.dim(), term.unit()));
        return new ChannelSource(signal, null);
    }
}
