package dev.creance.safety;

import dev.creance.runtime.Cause;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.TickInputs;

/**
 * Stage 7: who flies. The policy loses command in the tick in which its proposal is missing, not believable or not certified;
 * it gets it back when everything has been good for a dwell, with margins to spare (hysteresis). The backup may take over only
 * so often a minute and hold only so long: then it lands.
 */
@HotPath
final class SimplexLatch {
    private static final long MINUTE_NS = 60_000_000_000L;

    private final long dwellNs;
    private final long landAfterNs;
    private final long longestBackupNs;

    /** When the backup took over, the last so many times. */
    private final long[] takeoversNs;

    private int takeovers;
    private long healthySinceNs = Long.MIN_VALUE;
    private long failingSinceNs = Long.MIN_VALUE;
    private boolean accepted;

    SimplexLatch(SettingsSection settings) {
        dwellNs = settings.nanoseconds(SharedSetting.DWELL);
        landAfterNs = settings.nanoseconds(SharedSetting.LAND_AFTER);
        longestBackupNs = settings.nanoseconds(SharedSetting.LONGEST_BACKUP);
        takeoversNs = new long[(int) settings.value(SharedSetting.REENTRIES) + 1];
    }

    /** Raises what follows from a proposal that is not there. */
    void reject(Cause cause, double value, Conditions out) {
        accepted = false;
        out.raise(Condition.POLICY_FAULT, cause, value);
    }

    /** Raises what follows from the margins of a proposal. */
    void judge(Margins margins, Conditions out) {
        accepted = true;
        for (int margin : margins.order()) {
            if (margins.isBelow(margin, 0)) {
                double value = margins.values[margin];
                Cause cause = Double.isNaN(value) ? Cause.LOST_CERTIFICATE : margins.cause(margin);
                if (accepted) {
                    out.raise(Condition.CERTIFICATE_LOST, cause, value);
                } else {
                    out.note(cause.bit());
                }
                accepted = false;
            }
        }
    }

    void reset() {
        accepted = false;
    }

    /** Whether the proposal may be executed, as far as proposal and certificate go. */
    boolean isAccepted() {
        return accepted;
    }

    /** Raises what follows from how long things have been good or bad; after every other condition. */
    void settle(TickInputs in, Margins margins, FailsafeMachine machine, Conditions out) {
        boolean backup = machine.state() == FailsafeState.BACKUP;
        boolean failing = out.isRaised(Condition.POLICY_FAULT)
                || out.isRaised(Condition.CLOCK_WRONG)
                || out.isRaised(Condition.STAGE_THREW);
        failingSinceNs = !failing ? Long.MIN_VALUE : failingSinceNs == Long.MIN_VALUE ? in.nowNs : failingSinceNs;
        boolean healthy = backup
                && accepted
                && !failing
                && !out.isRaised(Condition.TICKS_LATE)
                && !out.isRaised(Condition.SENSORS_SILENT)
                && !out.isRaised(Condition.SENSORS_CONTRADICT)
                && !out.isRaised(Condition.DEVICE_LEVELS)
                && !out.isRaised(Condition.RULE_BROKEN)
                && margins.sufficeForReturn();
        healthySinceNs = !healthy ? Long.MIN_VALUE : healthySinceNs == Long.MIN_VALUE ? in.nowNs : healthySinceNs;
        if (!backup) {
            return;
        }
        if (healthy && in.nowNs - healthySinceNs >= dwellNs) {
            out.raise(Condition.HEALED, (in.nowNs - healthySinceNs) * 1e-9);
        }
        if (failing && in.nowNs - failingSinceNs >= landAfterNs) {
            out.raise(Condition.UNHEALED, failure(out), (in.nowNs - failingSinceNs) * 1e-9);
        } else if (machine.dwellNs(in.nowNs) >= longestBackupNs) {
            out.raise(Condition.UNHEALED, null, machine.dwellNs(in.nowNs) * 1e-9);
        }
        if (isFlapping(in.nowNs)) {
            out.raise(Condition.FLAPPING, null, takeoversNs.length);
        }
    }

    /** Counts a takeover by the backup. */
    void tookOver(long nowNs) {
        takeoversNs[takeovers % takeoversNs.length] = nowNs;
        takeovers++;
        healthySinceNs = Long.MIN_VALUE;
    }

    private boolean isFlapping(long nowNs) {
        // The oldest of the last limit + 1 takeovers is overwritten next.
        return takeovers >= takeoversNs.length && nowNs - takeoversNs[takeovers % takeoversNs.length] < MINUTE_NS;
    }

    private static Cause failure(Conditions conditions) {
        Condition failing = conditions.isRaised(Condition.POLICY_FAULT)
                ? Condition.POLICY_FAULT
                : conditions.isRaised(Condition.CLOCK_WRONG) ? Condition.CLOCK_WRONG : Condition.STAGE_THREW;
        return conditions.cause(failing);
    }
}
