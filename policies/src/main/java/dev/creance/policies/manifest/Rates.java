package dev.creance.policies.manifest;

import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.Locale;

/**
 * How often a policy is asked, and what happens when its answer is late.
 *
 * @param higherAllowed whether the policy may be asked more often than at its native rate
 * @param loopHz the rate at which its commands were repeated or tracked; 0 where any will do
 * @param deadlineS greatest age of an action, from its observation on
 */
public record Rates(
        ConfigNode at, double nativeHz, boolean higherAllowed, double loopHz, double deadlineS, Miss atMiss) {

    /** What happens when an action is older than its deadline. */
    public enum Miss {
        /** The backup controller takes over. */
        BACKUP,
        /** The newest command is held. */
        HOLD,
        /** Gains of position are dropped, those of velocity kept. */
        DAMP,
        /** The robot goes to its default pose. */
        DEFAULT_POSE,
        /** The run ends. */
        STOP
    }

    static Rates read(ConfigNode node) {
        node.only("native", "higher", "loop", "deadline", "at_miss");
        double nativeHz = node.child("native").quantity(Dimension.FREQUENCY, 0.1, 8000);
        ConfigNode loop = node.child("loop");
        double loopHz = loop.isScalar() && loop.string().equals("any")
                ? 0
                : loop.quantity(Dimension.FREQUENCY, nativeHz * (1 - 1e-9), 100_000);
        ConfigNode deadline = node.child("deadline");
        double deadlineS = deadline.quantity(Dimension.TIME, 1e-6, 10);
        if (deadlineS < 1 / nativeHz * (1 - 1e-9)) {
            throw deadline.error("=" + deadline.string() + " is shorter than a period of the policy, " + 1000 / nativeHz
                            + " ms: every action would be late")
                    .withHint("write a period or more");
        }
        String miss = node.child("at_miss").choice("backup", "hold", "damp", "default_pose", "stop");
        return new Rates(
                node,
                nativeHz,
                node.child("higher").choice("allowed", "refused").equals("allowed"),
                loopHz,
                deadlineS,
                Miss.valueOf(miss.toUpperCase(Locale.ROOT)));
    }
}
