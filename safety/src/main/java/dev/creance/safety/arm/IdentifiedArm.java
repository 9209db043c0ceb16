package dev.creance.safety.arm;

import dev.creance.dynamics.Interval;
import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.JointKind;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.safety.IdentifiedBounds;
import java.util.Locale;
import java.util.Optional;

/**
 * How an arm's settings rest on what was identified of it: a joint may only be asked for accelerations that its drive has left in every
 * state that was seen, with what the model does not explain on top. Names as {@code ArmIdentification} writes them.
 */
final class IdentifiedArm {
    private IdentifiedArm() {}

    static void check(IdentifiedBounds bounds, ConfigNode limits, JointBounds settings, Chain chain) {
        for (int i = 0; i < chain.size(); i++) {
            boolean turns = chain.joints().get(i).kind() == JointKind.REVOLUTE;
            String name = "acceleration_" + i + (turns ? "_rad_per_s2" : "_m_per_s2");
            Optional<Interval> free = bounds.actuator(name);
            double disturbed = bounds.disturbance(name);
            double wanted = settings.acceleration()[i];
            if (free.isPresent() && !(wanted + disturbed <= free.get().high())) {
                throw limits.child("acceleration")
                        .error(String.format(
                                Locale.ROOT,
                                ": joint %d is to reach %.4g, but of the %.4g that its drive has left %.4g goes to what the"
                                        + " model does not explain",
                                i,
                                wanted,
                                free.get().high(),
                                disturbed))
                        .withHint("lower it");
            }
        }
    }
}
