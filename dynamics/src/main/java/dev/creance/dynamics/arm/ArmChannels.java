package dev.creance.dynamics.arm;

import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import java.util.ArrayList;
import java.util.List;

/** The channels of an arm of n joints, numbered from the base on; units by the kind of joint. */
public final class ArmChannels {
    /** What a reading may lie outside a joint's limit before it is taken for a fault, in spans of the limit. */
    private static final double MARGIN = 0.25;

    private ArmChannels() {}

    /** What the device streams: joint.position.0…, joint.velocity.0…, joint.effort.0… (what the drives exert); 3n channels. */
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
        return new Layout(channels);
    }

    /** Efforts that the drives are to exert: effort.0… */
    public static Layout commands(Chain chain) {
        List<Channel> channels = new ArrayList<>();
        addEfforts(chain, "effort.", 1, channels);
        return new Layout(channels);
    }

    private static void addEfforts(Chain chain, String prefix, double factor, List<Channel> channels) {
        for (int i = 0; i < chain.size(); i++) {
            Joint joint = chain.joints().get(i);
            double effort = factor * joint.limits().effort();
            channels.add(new Channel(prefix + i, joint.kind().effortUnit(), -effort, effort));
        }
    }
}
