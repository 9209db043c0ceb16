package dev.creance.safety;

import dev.creance.runtime.HotPath;
import dev.creance.runtime.TickInputs;

/** Stage 0: the tick's time goes forward, and not by leaps. */
@HotPath
final class ClockGuard {
    private final long jumpNs;
    private long lastNs = Long.MIN_VALUE;
    private boolean faulty;
    private double stepS;

    ClockGuard(SettingsSection settings) {
        jumpNs = settings.nanoseconds(SharedSetting.CLOCK_JUMP);
    }

    void check(TickInputs in) {
        long stepNs = lastNs == Long.MIN_VALUE ? 1 : in.nowNs - lastNs;
        stepS = stepNs * 1e-9;
        faulty = stepNs <= 0 || stepNs > jumpNs;
        lastNs = in.nowNs;
    }

    void report(Conditions out) {
        if (faulty) {
            out.raise(Condition.CLOCK_WRONG, stepS);
        }
    }

    boolean isFaulty() {
        return faulty;
    }

    /** Time since the tick before, s. */
    double stepS() {
        return stepS;
    }
}
