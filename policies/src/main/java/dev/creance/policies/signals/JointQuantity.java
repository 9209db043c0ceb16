package dev.creance.policies.signals;

import dev.creance.policies.manifest.Term;
import java.util.Locale;

/** What a device measures of a joint or takes for it; each has a channel {@code joint.QUANTITY.NAME}. */
public enum JointQuantity {
    POSITION,
    VELOCITY,
    EFFORT,
    /** Gain of the joint's position loop, Nm/rad or N/m. */
    KP,
    /** Damping of the joint's position loop, Nm·s/rad or N·s/m. */
    KD;

    static final String PREFIX = "joint.";

    public static JointQuantity of(Term.Quantity quantity) {
        return switch (quantity) {
            case POSITION -> POSITION;
            case VELOCITY -> VELOCITY;
            case EFFORT -> EFFORT;
        };
    }

    /** Whether it changes its sign where the device counts the other way round. */
    boolean isDirected() {
        return this == POSITION || this == VELOCITY || this == EFFORT;
    }

    /** The channel of a joint, by its name or by its place in the device's order. */
    String channel(String joint) {
        return PREFIX + name().toLowerCase(Locale.ROOT) + "." + ChannelNames.word(joint);
    }
}
