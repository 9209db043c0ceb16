package dev.creance.bench.critic;

import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.config.ConfigNode;

/**
 * The section {@code shield} of a task, but for what its variants differ in.
 *
 * @param limits of the task, the lines of a mapping
 * @param wideLimits that leave the work to the critic
 * @param failsafe what comes of a backup
 * @param critic its folder, and {@code recovery} that of the policy behind it
 * @param times for how long the policy's proposals must have been good, and how long the recovery policy may fly
 * @param ticksToPolicy from one observation of the policy to the next
 */
record Guarding(
        String limits,
        String wideLimits,
        String failsafe,
        String critic,
        String recovery,
        String times,
        int ticksToPolicy) {
    ConfigNode shield(Variant variant) {
        StringBuilder text = new StringBuilder("limits:\n");
        (variant.barriers() ? limits : wideLimits)
                .lines()
                .forEach(line -> text.append("  ").append(line).append('\n'));
        text.append("failsafe: ").append(failsafe).append('\n');
        if (variant.ratio() > 0) {
            text.append("guards:\n  - {kind: critic, use: ")
                    .append(critic)
                    .append(", recovery: ")
                    .append(recovery)
                    .append(", on: 0.3, off: 0.2, ")
                    .append(times)
                    .append(", every: ")
                    .append(ticksToPolicy / variant.ratio())
                    .append("}\n");
        }
        return ConfigFile.parse("robot.yaml", text.toString());
    }
}
