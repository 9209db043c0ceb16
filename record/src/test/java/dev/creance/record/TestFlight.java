package dev.creance.record;

import dev.creance.runtime.Cause;
import dev.creance.runtime.Channel;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.Directive;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Layout;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.ShieldDecision;
import dev.creance.runtime.Source;
import dev.creance.runtime.StopRequest;
import dev.creance.runtime.TickRecord;
import dev.creance.runtime.Verdict;
import dev.creance.runtime.flight.RecordSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A flight without a plant: a figure-eight that is followed 5 cm too high, a gust at 6 s that the backup catches, the end
 * after {@code lastTick}. Every value is a function of the tick.
 */
public final class TestFlight {
    static final long TICK_NS = 1_000_000;
    static final long ACTIVE_TICK = 50;
    public static final long GUST_TICK = 6_000;
    static final long CAUGHT_TICK = 6_400;
    static final double HEIGHT_ERROR_M = 0.05;

    private static final RecordSchema SCHEMA = new RecordSchema(
            sensorsLayout(),
            new Layout(axes("reference.position.", "reference.velocity.")),
            new Layout(motors()),
            22,
            4,
            List.of(
                    new Channel("geofence", "m", -10, 10),
                    new Channel("altitude.ceiling", "m", -10, 10),
                    new Channel("tilt", "rad", -4, 4)),
            TICK_NS,
            10,
            Map.of("robot", "crazyflie"));

    private TestFlight() {}

    public static RecordSchema schema() {
        return SCHEMA;
    }

    private static Layout sensorsLayout() {
        List<Channel> channels = new ArrayList<>(axes("position."));
        for (String axis : new String[] {"w", "x", "y", "z"}) {
            channels.add(new Channel("orientation." + axis, "1", -1.1, 1.1));
        }
        channels.addAll(axes("velocity.", "gyro.", "accel."));
        for (int i = 0; i < 4; i++) {
            channels.add(new Channel("rotor." + i, "1", 0, 1));
        }
        channels.add(new Channel("battery.voltage", "V", 0, 10));
        return new Layout(channels);
    }

    private static List<Channel> axes(String... prefixes) {
        List<Channel> channels = new ArrayList<>();
        for (String prefix : prefixes) {
            for (String axis : new String[] {"x", "y", "z"}) {
                channels.add(Channel.unbounded(prefix + axis, "m"));
            }
        }
        return channels;
    }

    private static List<Channel> motors() {
        List<Channel> channels = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            channels.add(new Channel("motor." + i, "1", 0, 1));
        }
        return channels;
    }

    /** Hands the ticks from {@code from} to before {@code to} to a reader. */
    static void fly(long from, long to, Consumer<TickRecord> reader) {
        TickRecord record = SCHEMA.newRecord();
        for (long tick = 0; tick < to; tick++) {
            fill(record, tick, to);
            if (tick >= from) {
                reader.accept(record);
            }
        }
    }

    public static void fly(long ticks, Consumer<TickRecord> reader) {
        fly(0, ticks, reader);
    }

    private static void fill(TickRecord record, long tick, long end) {
        record.in.tick = tick;
        record.in.scheduledNs = tick * TICK_NS;
        record.in.nowNs = tick * TICK_NS;
        record.in.sensorFresh = tick % 2 == 0;
        record.in.stop = tick == end - 1 ? StopRequest.COMPLETED : StopRequest.NONE;
        record.in.device.ready = true;
        record.in.device.state = tick < ACTIVE_TICK ? DeviceState.DISARMED : DeviceState.ARMED;
        record.in.device.lastReceiptNs = tick * TICK_NS;
        record.in.device.appliedCommand = tick;
        record.in.actionFresh = tick % 10 == 1 && tick > ACTIVE_TICK;
        record.in.actionTick = tick <= ACTIVE_TICK ? -1 : (tick - 1) / 10 * 10;
        record.in.actionStatus = tick <= ACTIVE_TICK ? PolicyStatus.NONE : PolicyStatus.OK;
        record.out.observed = tick % 10 == 0;
        double phase = tick * 1e-3;
        reference(record, phase);
        if (record.in.sensorFresh) {
            sensors(record, tick, phase);
        }
        for (int i = 0; i < 4; i++) {
            record.in.action[i] = record.in.actionFresh ? (float) StrictMath.sin(phase + i) : record.in.action[i];
            record.out.proposal[i] = 0.5 + 0.3 * StrictMath.sin(9 * phase + i);
        }
        if (record.out.observed) {
            for (int i = 0; i < record.out.observation.length; i++) {
                record.out.observation[i] = (float) StrictMath.cos(phase + i);
            }
        }
        decide(record.out.decision, record.out.proposal, tick);
        record.wakeupNs = 5_000 + tick % 7;
        record.tickNs = 40_000;
    }

    private static void reference(TickRecord record, double phase) {
        double[] reference = record.out.reference.values;
        reference[0] = StrictMath.sin(phase);
        reference[1] = 0.5 * StrictMath.sin(2 * phase);
        reference[2] = 1;
        reference[3] = StrictMath.cos(phase);
        reference[4] = StrictMath.cos(2 * phase);
        record.out.reference.validBits = record.out.reference.allValid();
    }

    private static void sensors(TickRecord record, long tick, double phase) {
        double[] sensors = record.in.sensors.values;
        System.arraycopy(record.out.reference.values, 0, sensors, 0, 3);
        sensors[2] += HEIGHT_ERROR_M;
        double tilt = 0.2 * StrictMath.sin(3 * phase);
        sensors[3] = StrictMath.cos(tilt / 2);
        sensors[4] = StrictMath.sin(tilt / 2);
        System.arraycopy(record.out.reference.values, 3, sensors, 7, 3);
        sensors[20] = 3.9;
        record.in.sensors.sequence = tick;
        record.in.sensors.sampleNs = tick * TICK_NS - 300_000;
        record.in.sensors.receiptNs = tick * TICK_NS - 100_000;
        record.in.sensors.validBits = record.in.sensors.allValid();
    }

    private static void decide(ShieldDecision decision, double[] proposal, long tick) {
        boolean gust = tick >= GUST_TICK && tick < CAUGHT_TICK;
        FailsafeState state =
                tick < ACTIVE_TICK ? FailsafeState.STANDBY : gust ? FailsafeState.BACKUP : FailsafeState.ACTIVE;
        if (state != decision.state) {
            decision.transitionTick = tick;
            decision.transitionCause = gust ? Cause.GEOFENCE : null;
            decision.transitionValue = gust ? -0.125 : Double.NaN;
        }
        decision.state = state;
        decision.activeSinceNs = tick < ACTIVE_TICK ? Long.MIN_VALUE : ACTIVE_TICK * TICK_NS;
        decision.verdict = gust ? Verdict.REJECTED : Verdict.PASS;
        decision.source = tick < ACTIVE_TICK ? Source.NONE : gust ? Source.BACKUP : Source.POLICY;
        decision.causes = gust ? Cause.GEOFENCE.bit() : 0;
        decision.directive = tick < ACTIVE_TICK ? Directive.ARM : Directive.NONE;
        decision.sequence = tick;
        for (int i = 0; i < 4; i++) {
            decision.command[i] = gust ? 0.55 : proposal[i];
        }
        decision.margins[0] = gust ? -0.01 : 0.8 + 0.3 * StrictMath.sin(tick * 1e-3);
        decision.margins[1] = 1.4;
        decision.margins[2] = 0.9;
    }
}
