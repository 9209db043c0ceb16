package dev.creance.safety.arm;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.dynamics.arm.Jacobian;
import dev.creance.dynamics.arm.Joint;
import dev.creance.dynamics.arm.JointKind;
import dev.creance.runtime.HotPath;

/**
 * A point of a link as it is seen from another link, or from the base: only the joints in between move it. A joint's lever is at most
 * the length of all links from it to the point, so that
 *
 * <pre>
 * |Δp| ≤ Σ lever_i |way_i|        |v| ≤ Σ lever_i |q'_i|        |a| ≤ Σ lever_i |q''_i| + 2 Σ |q'_i| Σ lever_i |q'_i|
 * </pre>
 */
@HotPath
final class FollowedPoint {
    /** Seen from what does not move. */
    static final int BASE = -1;

    private final int from;
    private final int link;
    private final double[] inLinkM;
    private final double[] lever;
    private final double[] jacobian;
    private final double[] carriedMPerS = new double[3];
    private double fasterMPerS;

    /** Where it is, base axes. */
    final double[] placeM = new double[3];

    /** How it moves as seen from there, base axes. */
    final double[] velocityMPerS = new double[3];

    double speedMPerS;

    /** Greatest speed since the time looked at before. */
    double betweenMPerS;

    /** The tool, seen from the base. */
    FollowedPoint(Chain chain) {
        this(chain, BASE, chain.tool().link(), chain.tool().pose().positionM());
    }

    FollowedPoint(Chain chain, int from, int link, double[] inLinkM) {
        this.from = from;
        this.link = link;
        this.inLinkM = inLinkM.clone();
        lever = new double[chain.size()];
        jacobian = new double[Jacobian.ROWS * chain.size()];
        double beyond = length(inLinkM);
        for (int i = link; i > from; i--) {
            Joint joint = chain.joints().get(i);
            boolean slides = joint.kind() == JointKind.PRISMATIC;
            lever[i] = slides ? 1 : beyond;
            beyond += length(joint.placement().positionM());
            if (slides) {
                beyond += Math.max(
                        Math.abs(joint.limits().lower()),
                        Math.abs(joint.limits().upper()));
            }
        }
    }

    static double length(double[] v) {
        return Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
    }

    /** No farther than this do ways of the joints take it. */
    double reach(double[] ways) {
        double reach = 0;
        for (int i = from + 1; i <= link; i++) {
            reach += lever[i] * Math.abs(ways[i]);
        }
        return reach;
    }

    /** Where it is now. */
    void look(ChainMotion motion) {
        motion.point(link, inLinkM, placeM);
        motion.pointVelocity(link, placeM, velocityMPerS);
        if (from != BASE) {
            motion.pointVelocity(from, placeM, carriedMPerS);
            for (int k = 0; k < 3; k++) {
                velocityMPerS[k] -= carriedMPerS[k];
            }
        }
        speedMPerS = length(velocityMPerS);
    }

    /** The first time of a path that is looked at: the one before was a tick ago. */
    void begin(ChainMotion motion, double[] speeds, double[] brakes, double tickS) {
        look(motion);
        betweenMPerS = speedMPerS + gain(speeds, brakes, tickS);
    }

    /** The next one. */
    void follow(ChainMotion motion) {
        double before = speedMPerS;
        look(motion);
        betweenMPerS = Math.max(before, speedMPerS) + fasterMPerS;
    }

    /** Ahead of the next one. */
    void lookAhead(double[] speeds, double[] brakes, double withinS) {
        fasterMPerS = gain(speeds, brakes, withinS);
    }

    /**
     * By how much it may be faster in between than at both ends of a time, for the joints brake: half of it times the greatest
     * acceleration.
     */
    private double gain(double[] speeds, double[] brakes, double withinS) {
        double braking = 0;
        double turning = 0;
        double moving = 0;
        for (int i = from + 1; i <= link; i++) {
            braking += lever[i] * brakes[i];
            turning += Math.abs(speeds[i]);
            moving += lever[i] * Math.abs(speeds[i]);
        }
        return moving == 0 ? 0 : 0.5 * withinS * (braking + 2 * turning * moving);
    }

    /** By how much it moves along a direction for one unit of each joint: direction · J, 0 for joints that are not in between. */
    void along(ChainMotion motion, double[] direction, double[] out) {
        Jacobian.ofPoint(motion, link, placeM, jacobian);
        int n = out.length;
        for (int i = 0; i < n; i++) {
            out[i] = i <= from
                    ? 0
                    : direction[0] * jacobian[i] + direction[1] * jacobian[n + i] + direction[2] * jacobian[2 * n + i];
        }
    }
}
