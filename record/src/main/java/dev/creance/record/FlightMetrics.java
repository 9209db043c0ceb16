package dev.creance.record;

import dev.creance.runtime.Cause;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Layout;
import dev.creance.runtime.ShieldDecision;
import dev.creance.runtime.Sink;
import dev.creance.runtime.Source;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickRecord;
import dev.creance.runtime.flight.RecordSchema;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How well a flight went, by its measurements: gathered tick by tick, the same from a run as from its log. Values that a
 * robot does not measure are NaN.
 */
public final class FlightMetrics implements Sink {
    /** Seconds since the policy took over between which the position error counts. */
    public record Window(double fromS, double toS) {
        public static final Window WHOLE = new Window(0, Double.POSITIVE_INFINITY);
    }

    /**
     * A change of the failsafe state.
     *
     * @param tS since the first tick
     * @param cause null where it has none
     * @param value that crossed its limit; NaN where there is none
     */
    public record Transition(double tS, FailsafeState from, FailsafeState to, Cause cause, double value) {}

    /**
     * The figures.
     *
     * @param positionRmseM root mean square distance to the reference in the window, while policy or backup flew
     * @param tracking of what else was asked for, by keys with their SI units, such as {@code current_q_rmse_a}; empty for what has a position
     * @param interventions how often something other than the policy's own proposal was executed, see {@link Interventions}
     */
    public record Result(
            long ticks,
            double durationS,
            FailsafeState state,
            double positionRmseM,
            double positionMaxErrorM,
            double maxTiltRad,
            double maxSpeedMPerS,
            double distanceM,
            Map<String, Double> tracking,
            long interventions,
            Map<Cause, Long> interventionsByCause,
            Map<Source, Double> timeBySourceS,
            List<Transition> transitions) {}

    private final Window window;
    private final Motion motion;
    private final Tracking tracking;
    private final Interventions intervening = new Interventions();
    private final Map<Cause, Long> byCause = new EnumMap<>(Cause.class);
    private final Map<Source, Double> timeBySourceS = new EnumMap<>(Source.class);
    private final List<Transition> transitions = new ArrayList<>();
    private long ticks;
    private long firstNs;
    private long previousNs;
    private Source source = Source.NONE;
    private FailsafeState state = FailsafeState.STANDBY;

    public FlightMetrics(RecordSchema schema, Window window) {
        this.window = window;
        this.motion = new Motion(schema.sensors(), schema.reference());
        this.tracking = new Tracking(schema.sensors(), schema.reference());
    }

    @Override
    public void accept(TickRecord record) {
        long nowNs = record.in.nowNs;
        ShieldDecision decision = record.out.decision;
        if (ticks == 0) {
            firstNs = nowNs;
        } else {
            timeBySourceS.merge(source, (nowNs - previousNs) * 1e-9, Double::sum);
        }
        if (decision.state != state) {
            transitions.add(new Transition(
                    (nowNs - firstNs) * 1e-9,
                    state,
                    decision.state,
                    decision.transitionCause,
                    decision.transitionValue));
        }
        ticks++;
        previousNs = nowNs;
        source = decision.source;
        state = decision.state;
        count(record.in, decision);
        if (record.in.sensorFresh) {
            boolean judged = isInWindow(decision, nowNs);
            motion.take(record.in.sensors, record.out.reference, judged);
            if (judged) {
                tracking.take(record.in.sensors, record.out.reference);
            }
        }
    }

    private void count(TickInputs in, ShieldDecision decision) {
        intervening.update(in, decision);
        if (intervening.onsets() != 0) {
            Cause.ofBits(intervening.onsets()).forEach(cause -> byCause.merge(cause, 1L, Long::sum));
        }
    }

    private boolean isInWindow(ShieldDecision decision, long nowNs) {
        if (decision.activeSinceNs == Long.MIN_VALUE) {
            return false;
        }
        double elapsedS = (nowNs - decision.activeSinceNs) * 1e-9;
        return decision.state.policyMayFly() && elapsedS >= window.fromS() && elapsedS <= window.toS();
    }

    /** How often something other than the policy's own proposal was executed so far. The recorder's thread only. */
    public long interventions() {
        return intervening.count();
    }

    /** The figures so far. */
    public Result result() {
        return new Result(
                ticks,
                (previousNs - firstNs) * 1e-9,
                state,
                motion.rmseM(),
                motion.maxErrorM(),
                motion.maxTiltRad(),
                motion.maxSpeedMPerS(),
                motion.distanceM(),
                motion.isMeasured() ? Map.of() : tracked(),
                intervening.count(),
                new EnumMap<>(byCause),
                new EnumMap<>(timeBySourceS),
                List.copyOf(transitions));
    }

    private Map<String, Double> tracked() {
        Map<String, Double> figures = new LinkedHashMap<>();
        tracking.errors().forEach((name, error) -> {
            String key = name.replace('.', '_');
            figures.put(key + "_rmse" + error.keyEnding(), error.rms());
            figures.put(key + "_max_error" + error.keyEnding(), error.greatest());
        });
        return figures;
    }

    @Override
    public void close() {}

    /** Where it was, how far from where it should be, how fast and how tilted. */
    private static final class Motion {
        private final int[] position;
        private final int[] velocity;
        private final int[] orientation;
        private final int[] target;
        private final double[] lastM = {Double.NaN, Double.NaN, Double.NaN};
        private double squaresM2;
        private long samples;
        private double maxErrorM = Double.NaN;
        private double maxTiltRad = Double.NaN;
        private double maxSpeedMPerS = Double.NaN;
        private double distanceM;

        Motion(Layout sensors, Layout reference) {
            position = indices(sensors, "position.", "x", "y", "z");
            velocity = indices(sensors, "velocity.", "x", "y", "z");
            orientation = indices(sensors, "orientation.", "w", "x", "y", "z");
            target = indices(reference, "reference.position.", "x", "y", "z");
        }

        private static int[] indices(Layout layout, String prefix, String... suffixes) {
            for (String suffix : suffixes) {
                if (!layout.has(prefix + suffix)) {
                    return null;
                }
            }
            return layout.indicesOf(prefix, suffixes);
        }

        void take(Frame sensors, Frame reference, boolean inWindow) {
            if (position != null) {
                double stepM = distance(sensors.values, position, lastM, new int[] {0, 1, 2});
                distanceM += Double.isFinite(stepM) ? stepM : 0;
                for (int i = 0; i < 3; i++) {
                    lastM[i] = sensors.values[position[i]];
                }
            }
            if (position != null && target != null && inWindow) {
                error(distance(sensors.values, position, reference.values, target));
            }
            if (velocity != null) {
                maxSpeedMPerS = larger(maxSpeedMPerS, norm(sensors.values, velocity));
            }
            if (orientation != null) {
                maxTiltRad = larger(maxTiltRad, Tilt.ofRad(sensors.values, orientation));
            }
        }

        private void error(double errorM) {
            if (Double.isFinite(errorM)) {
                squaresM2 += errorM * errorM;
                samples++;
                maxErrorM = larger(maxErrorM, errorM);
            }
        }

        private static double distance(double[] a, int[] inA, double[] b, int[] inB) {
            double squares = 0;
            for (int i = 0; i < 3; i++) {
                double difference = a[inA[i]] - b[inB[i]];
                squares += difference * difference;
            }
            return Math.sqrt(squares);
        }

        private static double norm(double[] values, int[] indices) {
            double squares = 0;
            for (int index : indices) {
                squares += values[index] * values[index];
            }
            return Math.sqrt(squares);
        }

        /** Takes the first value in place of NaN, and no value that is not finite. */
        private static double larger(double most, double value) {
            return Double.isFinite(value) && !(value <= most) ? value : most;
        }

        /** Whether it says where it is. */
        boolean isMeasured() {
            return position != null;
        }

        double rmseM() {
            return samples == 0 ? Double.NaN : Math.sqrt(squaresM2 / samples);
        }

        double maxErrorM() {
            return maxErrorM;
        }

        double maxTiltRad() {
            return maxTiltRad;
        }

        double maxSpeedMPerS() {
            return maxSpeedMPerS;
        }

        double distanceM() {
            return position == null ? Double.NaN : distanceM;
        }
    }
}
