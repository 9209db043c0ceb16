package dev.creance.safety.quadrotor;

import dev.creance.runtime.HotPath;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.List;

/**
 * A sphere, or an upright pillar without end, that stands or goes a known way once:
 *
 * <pre>
 * c(t) = c + v m      R(t) = R + ½ a m²      m = min(max(t − from, 0), for)
 * </pre>
 *
 * a being the acceleration with which it may stray off its way. Time is that of the reference: it begins with the first arming. What it
 * has yet to sweep at a time t, the hull of all that it may occupy from t on, is taken as a capsule from c(t) to the end of its way,
 * of the radius that it has in the end.
 */
final class Obstacle {
    private static final double MOST_M = 1000;
    private static final double MOST_M_PER_S = 10;
    private static final double MOST_S = 3600;

    private final ConfigNode node;
    private final boolean pillar;
    private final double[] centreM;
    private final double radiusM;
    private final double[] velocityMPerS = new double[3];
    private final double speedMPerS;
    private final double fromS;
    private final double forS;
    private final double strayMPerS2;

    private Obstacle(ConfigNode node) {
        this.node = node.only("kind", "centre", "radius", "moves");
        pillar = node.child("kind").choice("sphere", "pillar").equals("pillar");
        centreM = new double[3];
        read(node.child("centre"), Dimension.LENGTH, MOST_M, centreM);
        radiusM = node.child("radius").quantity(Dimension.LENGTH, 0.01, MOST_M);
        if (node.has("moves")) {
            ConfigNode moves = node.child("moves").only("velocity", "from", "for", "acceleration");
            read(moves.child("velocity"), Dimension.SPEED, MOST_M_PER_S, velocityMPerS);
            fromS = moves.optional("from")
                    .map(from -> from.quantity(Dimension.TIME, 0, MOST_S))
                    .orElse(0.0);
            forS = moves.child("for").quantity(Dimension.TIME, 0, MOST_S);
            strayMPerS2 = moves.optional("acceleration")
                    .map(a -> a.quantity(Dimension.ACCELERATION, 0, 100))
                    .orElse(0.0);
        } else {
            fromS = 0;
            forS = 0;
            strayMPerS2 = 0;
        }
        speedMPerS = StrictMath.sqrt(velocityMPerS[0] * velocityMPerS[0]
                + velocityMPerS[1] * velocityMPerS[1]
                + velocityMPerS[2] * velocityMPerS[2]);
    }

    /** One of {@code limits.obstacles}. */
    static Obstacle from(ConfigNode node) {
        return new Obstacle(node);
    }

    /** A pillar has no height to be at. */
    private void read(ConfigNode vector, Dimension dimension, double most, double[] out) {
        List<ConfigNode> items = vector.items(pillar ? 2 : 3);
        for (int i = 0; i < items.size(); i++) {
            out[i] = items.get(i).quantity(dimension, -most, most);
        }
    }

    /** Where it is configured. */
    ConfigNode node() {
        return node;
    }

    boolean isPillar() {
        return pillar;
    }

    boolean moves() {
        return speedMPerS * forS > 0;
    }

    /** How far off its way it may be in the end. */
    double strayM() {
        return 0.5 * strayMPerS2 * forS * forS;
    }

    /** Radius of all that it may occupy in the end. */
    @HotPath
    double endRadiusM() {
        return radiusM + strayM();
    }

    /** Distance to all that it may occupy at any time between these two, where those are no more than a step apart. */
    @HotPath
    double distanceM(double timeS, double stepS, double x, double y, double z) {
        double movedS = movedS(timeS);
        double dx = centreM[0] + velocityMPerS[0] * movedS - x;
        double dy = centreM[1] + velocityMPerS[1] * movedS - y;
        double dz = pillar ? 0 : centreM[2] + velocityMPerS[2] * movedS - z;
        double radius = radiusM + 0.5 * strayMPerS2 * movedS * movedS;
        return Math.sqrt(dx * dx + dy * dy + dz * dz) - radius - 0.5 * speedMPerS * stepS;
    }

    /** Looks at what it has yet to sweep from a time on. */
    @HotPath
    void sweep(double timeS, double x, double y, double z, Approach out) {
        double s = nearestS(movedS(timeS), x, y, pillar ? 0 : z);
        double dx = centreM[0] + velocityMPerS[0] * s - x;
        double dy = centreM[1] + velocityMPerS[1] * s - y;
        double dz = pillar ? 0 : centreM[2] + velocityMPerS[2] * s - z;
        double distance = Math.sqrt(dx * dx + dy * dy + dz * dz);
        // In the very middle every direction is as good.
        out.normalX = distance > 0 ? dx / distance : 1;
        out.normalY = distance > 0 ? dy / distance : 0;
        out.normalZ = distance > 0 ? dz / distance : 0;
        out.distanceM = distance - endRadiusM();
    }

    /** The same seen from above, to the axis of what is yet to be swept: its {@code distanceM} is from there. */
    @HotPath
    void sweepFromAbove(double timeS, double x, double y, Approach out) {
        double vx = velocityMPerS[0];
        double vy = velocityMPerS[1];
        double square = vx * vx + vy * vy;
        double wanted = square > 0 ? ((x - centreM[0]) * vx + (y - centreM[1]) * vy) / square : 0;
        double s = Math.max(movedS(timeS), Math.min(forS, wanted));
        double dx = centreM[0] + vx * s - x;
        double dy = centreM[1] + vy * s - y;
        double distance = Math.sqrt(dx * dx + dy * dy);
        out.normalX = distance > 0 ? dx / distance : 1;
        out.normalY = distance > 0 ? dy / distance : 0;
        out.normalZ = 0;
        out.distanceM = distance;
    }

    /** How far a height is above or below the axis of what is yet to be swept: positive above, 0 beside it. */
    @HotPath
    double aboveAxisM(double timeS, double z) {
        double now = centreM[2] + velocityMPerS[2] * movedS(timeS);
        double end = centreM[2] + velocityMPerS[2] * forS;
        double above = z - Math.max(now, end);
        double below = z - Math.min(now, end);
        return above > 0 ? above : below < 0 ? below : 0;
    }

    /** How long it has been on its way. */
    private double movedS(double timeS) {
        double since = timeS - fromS;
        return since > 0 ? (since < forS ? since : forS) : 0;
    }

    /** The time on its way, from {@code movedS} on, at which it is nearest. */
    private double nearestS(double movedS, double x, double y, double z) {
        if (!(speedMPerS > 0)) {
            return 0;
        }
        double along = (x - centreM[0]) * velocityMPerS[0]
                + (y - centreM[1]) * velocityMPerS[1]
                + (z - centreM[2]) * velocityMPerS[2];
        double wanted = along / (speedMPerS * speedMPerS);
        return wanted > movedS ? (wanted < forS ? wanted : forS) : movedS;
    }
}
