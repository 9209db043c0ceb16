package dev.creance.fleet;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.creance.runtime.Cause;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Source;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickRecord;
import dev.creance.runtime.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Takes a sample of the robot's state at a rate of its own from the ticks, by the robot's time. */
final class StateSampler {
    private static final double NS = 1e-9;

    private final long periodNs;
    private boolean any;
    private long nextNs;
    private long overruns;
    private long wakeupMaxNs;
    private long tickMaxNs;
    private Channels channels;

    /** Where in the sensor frame the quantities are that a fleet is watched by; −1 where the robot has no such sensor. */
    private record Channels(int[] position, int[] orientation, int[] velocity, int battery) {
        static Channels of(Layout layout) {
            return new Channels(
                    indices(layout, "position.x", "position.y", "position.z"),
                    indices(layout, "orientation.w", "orientation.x", "orientation.y", "orientation.z"),
                    indices(layout, "velocity.x", "velocity.y", "velocity.z"),
                    indices(layout, "battery.voltage")[0]);
        }

        private static int[] indices(Layout layout, String... names) {
            int[] indices = new int[names.length];
            for (int i = 0; i < names.length; i++) {
                indices[i] = layout.has(names[i]) ? layout.indexOf(names[i]) : -1;
            }
            return indices;
        }
    }

    /**
     * One sample. A quantity that the robot does not measure, or that is not valid now, is null, as is each component of it
     * that is not.
     *
     * @param wakeupMaxUs longest wake-up latency since the sample before
     * @param tickMaxUs longest tick since the sample before
     * @param overruns ticks that ended late, since the start
     * @param sensorAgeS since the newest sensor frame arrived; null before the first
     */
    record State(
            long tick,
            @JsonProperty("t_s") double timeS,
            FailsafeState state,
            Source source,
            Verdict verdict,
            List<Cause> causes,
            DeviceState device,
            @JsonProperty("position_m") List<Double> positionM,
            @JsonProperty("orientation_wxyz") List<Double> orientationWxyz,
            @JsonProperty("velocity_m_per_s") List<Double> velocityMPerS,
            @JsonProperty("battery_v") Double batteryV,
            @JsonProperty("sensor_age_s") Double sensorAgeS,
            @JsonProperty("wakeup_max_us") double wakeupMaxUs,
            @JsonProperty("tick_max_us") double tickMaxUs,
            long overruns,
            @JsonProperty("dropped_records") long droppedRecords,
            @JsonProperty("rejected_frames") long rejectedFrames,
            @JsonProperty("missed_frames") long missedFrames,
            long interventions) {}

    StateSampler(double rateHz) {
        this.periodNs = Math.round(1e9 / rateHz);
    }

    /** Whether this tick is one whose state is due; counts it either way. */
    boolean isDue(TickRecord record) {
        TickInputs in = record.in;
        overruns += in.overrunsInARow > 0 ? 1 : 0;
        wakeupMaxNs = Math.max(wakeupMaxNs, record.wakeupNs);
        tickMaxNs = Math.max(tickMaxNs, record.tickNs);
        if (any && in.nowNs < nextNs) {
            return false;
        }
        // On the grid of the first tick, and past whatever was missed.
        nextNs = any ? nextNs + ((in.nowNs - nextNs) / periodNs + 1) * periodNs : in.nowNs + periodNs;
        any = true;
        return true;
    }

    State sample(TickRecord record, double timeS, long interventions) {
        TickInputs in = record.in;
        if (channels == null) {
            channels = Channels.of(in.sensors.layout());
        }
        Double ageS = in.sensors.sequence == 0 && in.sensors.validBits == 0
                ? null
                : finite((in.nowNs - in.sensors.receiptNs) * NS);
        State state = new State(
                in.tick,
                timeS,
                record.out.decision.state,
                record.out.decision.source,
                record.out.decision.verdict,
                Cause.ofBits(record.out.decision.causes),
                in.device.state,
                values(in.sensors, channels.position()),
                values(in.sensors, channels.orientation()),
                values(in.sensors, channels.velocity()),
                value(in.sensors, channels.battery()),
                ageS,
                wakeupMaxNs * 1e-3,
                tickMaxNs * 1e-3,
                overruns,
                in.droppedRecords,
                in.device.rejectedFrames,
                in.device.missedFrames,
                interventions);
        wakeupMaxNs = 0;
        tickMaxNs = 0;
        return state;
    }

    private static List<Double> values(Frame frame, int[] indices) {
        List<Double> values = new ArrayList<>(indices.length);
        boolean measured = false;
        for (int index : indices) {
            measured |= index >= 0;
            values.add(value(frame, index));
        }
        return measured ? values : null;
    }

    private static Double value(Frame frame, int index) {
        return index >= 0 && frame.isValid(index) ? finite(frame.values[index]) : null;
    }

    /** JSON has no NaN and no infinity. */
    private static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
