package dev.creance.record.report;

import dev.creance.record.Interventions;
import dev.creance.record.Tilt;
import dev.creance.record.report.FlightPath.Pilot;
import dev.creance.record.report.TraceSet.Trace;
import dev.creance.runtime.Cause;
import dev.creance.runtime.Channel;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Layout;
import dev.creance.runtime.ShieldDecision;
import dev.creance.runtime.Sink;
import dev.creance.runtime.TickRecord;
import dev.creance.runtime.flight.RecordSchema;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Gathers what the report draws, tick by tick, in memory that does not grow with the flight. */
public final class FlightTraces implements Sink {
    private static final String[] AXES = {"x", "y", "z"};

    private final RecordSchema schema;
    private final TraceSet traces;
    private final int[] position;
    private final int[] target;
    private final int[] orientation;
    private final List<Trace> measured = new ArrayList<>();
    private final List<Trace> wanted = new ArrayList<>();
    private final Trace tilt;
    private final List<Trace> proposals = new ArrayList<>();
    private final List<Trace> commands = new ArrayList<>();
    private final List<Trace> margins = new ArrayList<>();
    private final Map<Cause, Trace> causes = new EnumMap<>(Cause.class);
    private final FlightPath path = new FlightPath();
    private final List<Followed> followed = new ArrayList<>();

    /** A measurement and what was asked of it. */
    record Followed(Channel channel, int at, int askedAt, Trace measured, Trace wanted) {}

    public FlightTraces(RecordSchema schema) {
        this.schema = schema;
        this.traces = new TraceSet(schema.tickPeriodNs());
        position = indices(schema.sensors(), "position.", AXES);
        target = indices(schema.reference(), "reference.position.", AXES);
        orientation = indices(schema.sensors(), "orientation.", "w", "x", "y", "z");
        for (String axis : AXES) {
            measured.add(traces.add(axis));
            wanted.add(traces.add(axis));
        }
        tilt = traces.add("tilt");
        if (position == null) {
            follow(schema.sensors(), schema.reference());
        }
        for (Channel channel : schema.commands().channels()) {
            proposals.add(traces.add(channel.name()));
            commands.add(traces.add(channel.name()));
        }
        for (Channel channel : schema.margins()) {
            margins.add(traces.add(channel.name()));
        }
    }

    private void follow(Layout sensors, Layout reference) {
        for (int i = 0; i < reference.size(); i++) {
            String name = reference.channels().get(i).name().replaceFirst("^reference\\.", "");
            if (sensors.has(name)) {
                int at = sensors.indexOf(name);
                followed.add(new Followed(
                        sensors.channels().get(at), at, i, traces.add(name), traces.add("reference." + name)));
            }
        }
    }

    /** Null where the layout lacks one of them. */
    private static int[] indices(Layout layout, String prefix, String... suffixes) {
        for (String suffix : suffixes) {
            if (!layout.has(prefix + suffix)) {
                return null;
            }
        }
        return layout.indicesOf(prefix, suffixes);
    }

    @Override
    public void accept(TickRecord record) {
        traces.advance(record.in.nowNs);
        double[] sensors = record.in.sensors.values;
        double[] reference = record.out.reference.values;
        ShieldDecision decision = record.out.decision;
        if (record.in.sensorFresh) {
            motion(sensors, reference, decision);
        }
        for (int i = 0; i < commands.size(); i++) {
            proposals.get(i).put(record.out.proposal[i]);
            commands.get(i).put(decision.command[i]);
        }
        if (decision.activeSinceNs != Long.MIN_VALUE) {
            for (int i = 0; i < margins.size(); i++) {
                margins.get(i).put(decision.margins[i]);
            }
        }
        causes(Interventions.causes(decision));
    }

    private void motion(double[] sensors, double[] reference, ShieldDecision decision) {
        if (orientation != null) {
            tilt.put(Math.toDegrees(Tilt.ofRad(sensors, orientation)));
        }
        for (Followed signal : followed) {
            signal.measured().put(sensors[signal.at()]);
            signal.wanted().put(reference[signal.askedAt()]);
        }
        if (position == null) {
            return;
        }
        for (int i = 0; i < AXES.length; i++) {
            measured.get(i).put(sensors[position[i]]);
            if (target != null) {
                wanted.get(i).put(reference[target[i]]);
            }
        }
        boolean followed = target != null && decision.activeSinceNs != Long.MIN_VALUE;
        path.add(new FlightPath.Point(
                sensors[position[0]],
                sensors[position[1]],
                sensors[position[2]],
                followed ? reference[target[0]] : Double.NaN,
                followed ? reference[target[1]] : Double.NaN,
                followed ? reference[target[2]] : Double.NaN,
                pilot(decision.state)));
    }

    private static Pilot pilot(FailsafeState state) {
        return switch (state) {
            case STANDBY, ARMING, LANDED, TERMINATED -> Pilot.NOBODY;
            case ACTIVE -> Pilot.POLICY;
            case BACKUP, LANDING, DEVICE_LANDING -> Pilot.BACKUP;
        };
    }

    private void causes(long bits) {
        for (long rest = bits; rest != 0; rest &= rest - 1) {
            int ordinal = Long.numberOfTrailingZeros(rest);
            if (ordinal < Cause.values().length) {
                Cause cause = Cause.values()[ordinal];
                causes.computeIfAbsent(cause, first -> traces.add(first.name())).put(1);
            }
        }
    }

    @Override
    public void close() {}

    RecordSchema schema() {
        return schema;
    }

    /** The columns that all traces share. */
    TraceSet columns() {
        return traces;
    }

    boolean hasPosition() {
        return position != null;
    }

    /** What was asked of a machine that has no position; empty for one that has. */
    List<Followed> followed() {
        return followed;
    }

    boolean hasTilt() {
        return orientation != null;
    }

    /** Position on an axis from 0 to 2, m. */
    Trace measured(int axis) {
        return measured.get(axis);
    }

    Trace wanted(int axis) {
        return wanted.get(axis);
    }

    /** Degrees. */
    Trace tilt() {
        return tilt;
    }

    /** What the policy wanted, before the shield. */
    List<Trace> proposals() {
        return proposals;
    }

    /** What was executed. */
    List<Trace> commands() {
        return commands;
    }

    List<Trace> margins() {
        return margins;
    }

    /** For each cause that occurred, 1 where it held. */
    Map<Cause, Trace> causes() {
        return causes;
    }

    FlightPath path() {
        return path;
    }
}
