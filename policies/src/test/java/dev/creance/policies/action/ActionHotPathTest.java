package dev.creance.policies.action;

import dev.creance.policies.manifest.Action;
import dev.creance.policies.manifest.Action.Clamp;
import dev.creance.policies.manifest.Action.JointCommand;
import dev.creance.policies.manifest.Joint;
import dev.creance.policies.manifest.JointOrder;
import dev.creance.policies.manifest.JointTable;
import dev.creance.policies.manifest.JointVector;
import dev.creance.policies.manifest.Limits;
import dev.creance.policies.signals.JointChannels;
import dev.creance.policies.signals.JointQuantity;
import dev.creance.policies.signals.JointTargets;
import dev.creance.policies.signals.ValueProcess;
import dev.creance.runtime.Channel;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPathContract;
import dev.creance.runtime.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

class ActionHotPathTest extends HotPathContract {
    private static final Layout JOINT = new Layout(List.of(Channel.unbounded("joint.position.knee", "rad")));

    private final ActionLayout layout = new ActionLayout(1, 6, 0, 0, 1, true);
    private final float[] action = new float[layout.size()];
    private final double[] row = new double[1];
    private final double[] command = new double[1];
    private final Frame sensors = new Frame(JOINT);
    private int period;

    @Override
    protected Class<?> anyOfTheProduct() {
        return ActionStage.class;
    }

    private EntryPoint rows(Rows rows) {
        String name = rows.getClass().getSimpleName();
        return EntryPoint.of(name + ".row, " + name + ".reset", () -> {
            period++;
            action[layout.numberAt()] = period & ~1;
            rows.row(action, period, row);
            if (period % 100 == 0) {
                rows.reset();
            }
        });
    }

    private EntryPoint decoder(Decoder decoder) {
        String name = decoder.getClass().getSimpleName();
        return EntryPoint.of(name + ".decode, " + name + ".encode, " + name + ".resting, " + name + ".reset", () -> {
            decoder.resting(sensors, row);
            decoder.decode(row, action, period++, command);
            decoder.encode(command, row);
            decoder.reset();
        });
    }

    private EntryPoint between(Between between) {
        String name = between.getClass().getSimpleName();
        return EntryPoint.of(name + ".apply, " + name + ".reset", () -> {
            command[0] = period++ & 7;
            between.apply(command);
            if (period % 100 == 0) {
                between.reset();
            }
        });
    }

    private JointDecoder joints() {
        JointTable table =
                new JointTable(null, List.of(new Joint("knee", OptionalInt.of(0), OptionalInt.of(0), true, 0.1)));
        JointOrder order = new JointOrder(null, "policy", List.of("knee"));
        JointVector one = new JointVector(null, null, List.of(1.0));
        JointCommand part = new JointCommand(
                null,
                Action.Kind.POSITION_DELTA,
                order,
                null,
                List.of(),
                Optional.empty(),
                List.of(Clamp.POSITION_LIMITS, Clamp.VELOCITY_LIMITS),
                Optional.of("measured"));
        JointChannels channels = JointChannels.of(null, table, order, JointQuantity.POSITION, JOINT);
        Limits limits = new Limits(Optional.of(new Limits.Range(null, one, one)), Optional.of(one), Optional.of(one));
        return new JointDecoder(new JointDecoder.Parts(
                part,
                channels,
                channels,
                new JointGains(part, null, null, Optional.empty(), layout, 0),
                new JointClamps(part, limits),
                new JointTargets(table),
                new double[1],
                layout,
                0,
                0.02));
    }

    @Override
    protected List<EntryPoint> entryPoints() {
        sensors.validBits = 1;
        return new ArrayList<>(List.of(
                rows(new NewestAction(layout)),
                rows(new ChunkRows(layout)),
                rows(new TemporalEnsemble(layout, 0.01)),
                rows(new RealTimeChunks(layout, 3)),
                decoder(new ChannelDecoder(new ValueProcess(List.of()), new int[1])),
                decoder(new ChoiceDecoder(new int[1], new int[] {2})),
                decoder(joints()),
                decoder(new SplitDecoder(List.of(joints()))),
                between(new Hold()),
                between(new LowPass(5, 0.001, 1)),
                between(new Ramp(5, 1))));
    }
}
