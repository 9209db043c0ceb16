package dev.creance.policies.observation;

import dev.creance.policies.manifest.Clock;
import dev.creance.policies.manifest.History;
import dev.creance.policies.manifest.Joint;
import dev.creance.policies.manifest.JointOrder;
import dev.creance.policies.manifest.JointTable;
import dev.creance.policies.manifest.Motion;
import dev.creance.policies.manifest.Setpoint;
import dev.creance.policies.manifest.Term;
import dev.creance.policies.motion.MotionFrames;
import dev.creance.policies.signals.Channels;
import dev.creance.policies.signals.JointChannels;
import dev.creance.policies.signals.JointQuantity;
import dev.creance.policies.signals.Selection;
import dev.creance.policies.signals.ValueProcess;
import dev.creance.runtime.Channel;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPathContract;
import dev.creance.runtime.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

class ObservationHotPathTest extends HotPathContract {
    private static final Layout SENSORS = new Layout(List.of(
            Channel.unbounded("orientation.w", "1"),
            Channel.unbounded("orientation.x", "1"),
            Channel.unbounded("orientation.y", "1"),
            Channel.unbounded("orientation.z", "1"),
            Channel.unbounded("joint.position.knee", "rad"),
            Channel.unbounded("setpoint.base.x", "m/s")));

    private final Frame sensors = new Frame(SENSORS);
    private final Frame reference = new Frame(new Layout(List.of()));
    private final double[] out = new double[16];

    @Override
    protected Class<?> anyOfTheProduct() {
        return Observer.class;
    }

    private static Selection select(String... names) {
        return Selection.named(null, List.of(names), new Channels(SENSORS, new Layout(List.of())));
    }

    private EntryPoint values(ObservationSource source) {
        return EntryPoint.of(
                source.getClass().getSimpleName() + ".values", () -> source.values(sensors, reference, out));
    }

    private EntryPoint periodic(Periodic each) {
        String name = each.getClass().getSimpleName();
        return EntryPoint.of(name + ".begin, " + name + ".reset", () -> {
            each.begin(sensors, reference, true);
            each.begin(sensors, reference, false);
            each.reset();
        });
    }

    @Override
    protected List<EntryPoint> entryPoints() {
        sensors.validBits = -1;
        Selection quaternion = select("orientation.w", "orientation.x", "orientation.y", "orientation.z");
        Selection one = select("setpoint.base.x");
        JointTable table =
                new JointTable(null, List.of(new Joint("knee", OptionalInt.of(0), OptionalInt.of(0), true, 0.1)));
        JointChannels joints = JointChannels.of(
                null, table, new JointOrder(null, "policy", List.of("knee")), JointQuantity.POSITION, SENSORS);
        SetpointState setpoint = new SetpointState(
                new Setpoint(
                        null,
                        "base",
                        List.of(new Setpoint.Value("x", "m/s", -1, 1, 2)),
                        OptionalDouble.of(0.1),
                        OptionalDouble.of(0.2)),
                one,
                0.02);
        PhaseClock phase = new PhaseClock(
                new Clock.Phase(null, "gait", 0.8, 0, false, Optional.of(new Clock.Rest("base", 0.1, 1))),
                50,
                setpoint);
        CounterClock counter = new CounterClock(new Clock.Counter(null, "step", 0, OptionalLong.of(5), true));
        Term.Common common = new Term.Common(null, "actions", 2, List.of(), Optional.empty());
        History history = new History(null, false, 3, true, true, false, 2);
        ActionMemory memory = new ActionMemory(new Term.Actions(common, false, Term.Initial.ZEROS, List.of()), history);
        ReturnToGo ahead = new ReturnToGo(10, one);
        Motion dance = new Motion(
                null,
                "dance",
                Optional.of(new Motion.Recording(null, true, List.of())),
                30,
                Optional.empty(),
                Optional.of("torso"),
                List.of("torso"),
                true,
                Motion.End.WRAP,
                List.of());
        double[] turns = {1, 0, 0, 0, 0.6, 0, 0, 0.8};
        MotionPlayer player =
                new MotionPlayer(dance, new MotionFrames(2, Map.of("anchor_orientation", turns)), 50, quaternion);
        TermStage stage = new TermStage(
                new ConstantSource(new double[2]), new ValueProcess(List.of()), new HistoryRing(history, 2), 2);
        List<EntryPoint> points = new ArrayList<>(List.of(
                values(new ChannelSource(one, one)),
                values(new OrientationSource(quaternion, Term.Rotation.SIX_COLUMNS)),
                values(new GravitySource(quaternion)),
                values(new EulerSource(quaternion, List.of("yaw", "roll"))),
                values(JointSource.from(joints, new double[1])),
                values(new ConstantSource(new double[3])),
                values(new SetpointSource(setpoint, new int[] {0})),
                values(new OneHotSource(setpoint, 0, 3)),
                values(new PhaseSource(phase, List.of("sin", "cos", "ratio"), List.of(0.0, 1.0))),
                values(counter),
                values(memory),
                values(ahead),
                values(new MotionSource(player, turns, 4, new int[] {3, 0}, 1)),
                values(new MotionOrientationSource(player, turns, 1, Term.Rotation.SIX_ROWS, quaternion, 0)),
                periodic(player),
                periodic(setpoint),
                periodic(phase),
                periodic(counter),
                periodic(memory),
                periodic(ahead)));
        points.add(
                EntryPoint.of("TermStage.write, TermStage.reset", () -> stage.write(sensors, reference, true, out, 0)));
        return points;
    }
}
