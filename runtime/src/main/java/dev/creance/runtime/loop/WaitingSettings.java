package dev.creance.runtime.loop;

import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import dev.creance.runtime.realtime.MonotonicClock;
import dev.creance.runtime.realtime.Waiting;
import java.util.Locale;
import java.util.Optional;

/** Binds {@code loop.wait}. */
final class WaitingSettings {
    private static final double LEAST_BUDGET = 0.01;
    private static final double GREATEST_BUDGET = 0.9;
    private static final String AUTO = "auto";

    private WaitingSettings() {}

    static Waiting from(Optional<ConfigNode> section, long periodNs) {
        if (section.isEmpty()) {
            return new Waiting.Calibrated(Waiting.DEFAULT_CPU_BUDGET);
        }
        ConfigNode node = section.get().only("mode", "spin", "cpu_budget");
        String mode = node.optional("mode")
                .map(child -> child.choice("sleep", "spin", "sleep_spin"))
                .orElse("sleep_spin");
        if (mode.equals("sleep_spin")) {
            return sleepSpin(node, periodNs);
        }
        for (String key : new String[] {"spin", "cpu_budget"}) {
            node.optional(key).ifPresent(child -> {
                throw child.error("=" + child.string() + " has no meaning with mode=" + mode)
                        .withHint("remove it, or set mode to sleep_spin");
            });
        }
        return mode.equals("sleep") ? new Waiting.Sleep() : new Waiting.Spin();
    }

    private static Waiting sleepSpin(ConfigNode node, long periodNs) {
        double budget = node.optional("cpu_budget")
                .map(child -> child.quantity(Dimension.RATIO, LEAST_BUDGET, GREATEST_BUDGET))
                .orElse(Waiting.DEFAULT_CPU_BUDGET);
        Optional<ConfigNode> spin =
                node.optional("spin").filter(child -> !child.string().equals(AUTO));
        if (spin.isEmpty()) {
            return new Waiting.Calibrated(budget);
        }
        long spinNs = spin.get().nanoseconds(MonotonicClock.GREATEST_SPIN_NS * 1e-9);
        double share = (double) spinNs / periodNs;
        if (share > budget) {
            throw spin.get()
                    .error("=" + spin.get().string() + " is " + percent(share) + " of a tick of " + periodNs / 1_000
                            + " us, above cpu_budget=" + percent(budget))
                    .withHint("take " + (long) (budget * periodNs * 1e-3) + " us or less, 'auto', or raise cpu_budget");
        }
        return new Waiting.SleepThenSpin(spinNs);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
