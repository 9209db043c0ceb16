package dev.creance.dynamics.arm;

import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import java.util.ArrayList;
import java.util.List;

/** The channels of an arm of n joints, numbered from the base on; units by the kind of joint. Offsets are into the sensors layout. */
public final class ArmChannels {
    /** What a reading may lie outside a joint's limit before it is taken for a fault, in spans of the limit. */
    private static final double MARGIN = 0.25;

    /** Room for the rounding of a quaternion's components. */
    private static final double QUATERNION = 1.1;

    private ArmChannels() {}

    /** Offset of the first joint's velocity; positions begin at 0. */
    public static int velocity(Chain chain) {
        return chain.size();
    }

    /** Offset of the first joint's effort. */
    public static int effort(Chain chain) {
        return 2 * chain.size();
    }

    /** Offset of the tool's position x. */
    public static int toolPosition(Chain chain) {
        return 3 * chain.size();
    }

    /** Offset of the tool's orientation w. */
    public static int toolOrientation(Chain chain) {
        return 3 * chain.size() + 3;
    }

    /**
     * What the device streams: joint.position.0…, joint.velocity.0…, joint.effort.0… (what the drives exert), then the tool's pose in
     * base axes, its orientation as a quaternion w-x-y-z; 3n + 7 channels.
     */
    public static Layout sensors(Chain chain) {
        List<Channel> channels = new ArrayList<>();
        for (int i = 0; i < chain.size(); i++) {
            Joint joint = chain.joints().get(i);
            JointLimits limits = joint.limits();
            double beyond = MARGIN * (limits.upper() - limits.lower());
            double lower = Double.isInfinite(beyond) ? -beyond : limits.lower() - beyond;
            double upper = Double.isInfinite(beyond) ? beyond : limits.upper() + beyond;
            channels.add(new Channel("joint.position." + i, joint.kind().unit(), lower, upper));
        }
        for (int i = 0; i < chain.size(); i++) {
            Joint joint = chain.joints().get(i);
            double speed = joint.limits().speed() * (1 + MARGIN);
            channels.add(new Channel("joint.velocity." + i, joint.kind().unit() + "/s", -speed, speed));
        }
        addEfforts(chain, "joint.effort.", 1 + MARGIN, channels);
        double reach = reachM(chain) * (1 + MARGIN);
        for (String axis : List.of("x", "y", "z")) {
            channels.add(new Channel("tool.position." + axis, "m", -reach, reach));
        }
        for (String component : List.of("w", "x", "y", "z")) {
            channels.add(new Channel("tool.orientation." + component, "1", -QUATERNION, QUATERNION));
        }
        return new Layout(channels);
    }

    /** What the firmware takes: position.0… or effort.0… */
    public static Layout commands(Chain chain, ArmInterface taken) {
        List<Channel> channels = new ArrayList<>();
        if (taken == ArmInterface.EFFORT) {
            addEfforts(chain, "effort.", 1, channels);
        } else {
            for (int i = 0; i < chain.size(); i++) {
                Joint joint = chain.joints().get(i);
                JointLimits limits = joint.limits();
                channels.add(new Channel("position." + i, joint.kind().unit(), limits.lower(), limits.upper()));
            }
        }
        return new Layout(channels);
    }

    /** As far as the tool can be from the base: all links stretched out. */
    private static double reachM(Chain chain) {
        double sum = length(chain.tool().pose().positionM());
        for (Joint joint : chain.joints()) {
            sum += length(joint.placement().positionM());
            if (joint.kind() == JointKind.PRISMATIC) {
                sum += Math.max(
                        Math.abs(joint.limits().lower()),
                        Math.abs(joint.limits().upper()));
            }
        }
        return sum;
    }

    private static double length(double[] v) {
        return Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
    }

    private static void addEfforts(Chain chain, String prefix, double factor, List<Channel> channels) {
        for (int i = 0; i < chain.size(); i++) {
            Joint joint = chain.joints().get(i);
            double effort = factor * joint.limits().effort();
            channels.add(new Channel(prefix + i, joint.kind().effortUnit(), -effort, effort));
        }
    }
}
