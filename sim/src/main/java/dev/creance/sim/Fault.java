package dev.creance.sim;

import dev.creance.runtime.HotPath;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One fault to inject: one entry of {@code scenario.faults}.
 *
 * <pre>{@code
 * - {kind: link_cut, at: 8 s, for: 300 ms}                       # both directions; for: forever
 * - {kind: sensor_freeze, at: 8 s, for: 200 ms, mode: stuck}     # stuck: values freeze; stopped: their sample time too
 * - {kind: frame_corrupt, at: 8 s}                               # one sensor frame; with for: all in that time
 * - {kind: wind_gust, at: 8 s, for: 400 ms, force: [30 mN, 0 N, 0 N]}
 * - {kind: policy_nan, at: 8 s, for: 200 ms}
 * - {kind: policy_hang, at: 8 s, for: forever}
 * - {kind: policy_slow, at: 8 s, for: 200 ms, by: 5 ms}          # every inference takes so much longer
 * }</pre>
 *
 * @param kind what happens
 * @param atNs since the vehicle was first armed; policy faults count from when the policy took over, a few ticks later
 * @param forNs how long; {@link #FOREVER}, or 0 for one frame
 * @param forceN of a gust, world axes; zeros otherwise
 * @param stopped whether a freeze stops the sample time too
 * @param byNs how much longer a slow policy takes for each inference
 */
public record Fault(Kind kind, long atNs, long forNs, double[] forceN, boolean stopped, long byNs) {
    public static final long FOREVER = Long.MAX_VALUE;
    private static final double LONGEST_S = 3600;
    private static final double SLOWEST_S = 1;

    public Fault(Kind kind, long atNs, long forNs, double[] forceN, boolean stopped) {
        this(kind, atNs, forNs, forceN, stopped, 0);
    }

    /** What can go wrong. */
    public enum Kind {
        /** Nothing passes the link in either direction, but the simulator's own time grants. */
        LINK_CUT,
        /** Sensor frames go on with the values they had. */
        SENSOR_FREEZE,
        /** A bit of a sensor frame is flipped on the wire. */
        FRAME_CORRUPT,
        /** A force acts on the vehicle. */
        WIND_GUST,
        /** The policy returns NaN. */
        POLICY_NAN,
        /** The policy does not return. */
        POLICY_HANG,
        /** The policy takes longer than it should. */
        POLICY_SLOW;

        /** As configurations and summaries write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether the host injects it, not the simulated device. */
        public boolean onHost() {
            return this == POLICY_NAN || this == POLICY_HANG || this == POLICY_SLOW;
        }
    }

    static Fault from(ConfigNode node) {
        String[] words = Arrays.stream(Kind.values()).map(Kind::word).toArray(String[]::new);
        Kind kind = Kind.valueOf(node.child("kind").choice(words).toUpperCase(Locale.ROOT));
        switch (kind) {
            case SENSOR_FREEZE -> node.only("kind", "at", "for", "mode");
            case WIND_GUST -> node.only("kind", "at", "for", "force");
            case POLICY_SLOW -> node.only("kind", "at", "for", "by");
            default -> node.only("kind", "at", "for");
        }
        return new Fault(
                kind,
                Math.round(node.child("at").quantity(Dimension.TIME, 0, LONGEST_S) * 1e9),
                duration(node, kind),
                kind == Kind.WIND_GUST ? force(node.child("force")) : new double[3],
                node.optional("mode")
                        .map(mode -> mode.choice("stuck", "stopped").equals("stopped"))
                        .orElse(false),
                kind == Kind.POLICY_SLOW ? node.child("by").nanoseconds(SLOWEST_S) : 0);
    }

    private static double[] force(ConfigNode node) {
        List<ConfigNode> items = node.items(3);
        double[] forceN = new double[3];
        for (int i = 0; i < 3; i++) {
            forceN[i] = items.get(i).quantity(Dimension.FORCE, -1000, 1000);
        }
        return forceN;
    }

    private static long duration(ConfigNode node, Kind kind) {
        if (kind == Kind.FRAME_CORRUPT && !node.has("for")) {
            return 0;
        }
        ConfigNode duration = node.child("for");
        return duration.string().equals("forever") ? FOREVER : duration.nanoseconds(LONGEST_S);
    }

    /** Whether it acts so long after arming. */
    @HotPath
    boolean acts(long elapsedNs) {
        return elapsedNs >= atNs && elapsedNs - atNs < forNs;
    }
}
