package dev.creance.safety;

import static dev.creance.runtime.FailsafeState.ACTIVE;
import static dev.creance.runtime.FailsafeState.ARMING;
import static dev.creance.runtime.FailsafeState.BACKUP;
import static dev.creance.runtime.FailsafeState.DEVICE_LANDING;
import static dev.creance.runtime.FailsafeState.LANDED;
import static dev.creance.runtime.FailsafeState.LANDING;
import static dev.creance.runtime.FailsafeState.STANDBY;
import static dev.creance.runtime.FailsafeState.TERMINATED;

import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.HotPath;
import java.util.EnumMap;
import java.util.Map;

/**
 * The whole of the failsafe machine as a table: state × condition → state. A pair without an entry changes nothing. Severity
 * falls in two places only: BACKUP → ACTIVE when HEALED, and ARMING → STANDBY before anything has moved.
 */
final class FailsafeTable {
    private static final int STATES = FailsafeState.values().length;
    private static final Condition[] CONDITIONS = Condition.values();
    private static final FailsafeState[] NEXT = new FailsafeState[STATES * CONDITIONS.length];

    static {
        every(Condition.CUT, TERMINATED);
        row(Condition.DEVICE_CUT, Map.of(ACTIVE, TERMINATED, BACKUP, TERMINATED, LANDING, TERMINATED));
        row(Condition.DEVICE_DONE, Map.of(LANDING, LANDED, DEVICE_LANDING, LANDED));
        fromFlight(Condition.DEVICE_DESCENDS, DEVICE_LANDING);
        fromFlight(Condition.LINK_GONE, DEVICE_LANDING);
        row(Condition.LINK_GONE, Map.of(STANDBY, LANDED, ARMING, LANDED));
        fromFlight(Condition.SENSORS_GONE, DEVICE_LANDING);
        fromFlight(Condition.SENSORS_STUCK, DEVICE_LANDING);
        fromFlight(Condition.SENSORS_INVALID, DEVICE_LANDING);
        row(Condition.LANDING_OVERDUE, Map.of(LANDING, DEVICE_LANDING));
        row(Condition.DEVICE_SILENT, Map.of(DEVICE_LANDING, LANDED));
        beforeAndInFlight(Condition.STOP);
        beforeAndInFlight(Condition.OVER);
        row(Condition.OVERRUNS, Map.of(ACTIVE, LANDING, BACKUP, LANDING));
        row(Condition.DEVICE_FAULTY, Map.of(ACTIVE, LANDING, BACKUP, LANDING));
        row(Condition.RECORD_LOST, Map.of(ACTIVE, LANDING, BACKUP, LANDING));
        row(Condition.RULE_BROKEN_FOR_GOOD, Map.of(ACTIVE, LANDING, BACKUP, LANDING));
        row(Condition.UNHEALED, Map.of(BACKUP, LANDING));
        row(Condition.FLAPPING, Map.of(BACKUP, LANDING));
        row(Condition.DEVICE_LEVELS, Map.of(ACTIVE, BACKUP));
        row(Condition.TICKS_LATE, Map.of(ACTIVE, BACKUP));
        row(Condition.SENSORS_SILENT, Map.of(ACTIVE, BACKUP));
        row(Condition.SENSORS_CONTRADICT, Map.of(ACTIVE, BACKUP));
        row(Condition.STAGE_THREW, Map.of(ACTIVE, BACKUP));
        row(Condition.CLOCK_WRONG, Map.of(ACTIVE, BACKUP));
        row(Condition.POLICY_FAULT, Map.of(ACTIVE, BACKUP));
        row(Condition.CERTIFICATE_LOST, Map.of(ACTIVE, BACKUP));
        row(Condition.GUARD_TRIPPED, Map.of(ACTIVE, BACKUP));
        row(Condition.RULE_BROKEN, Map.of(ACTIVE, BACKUP));
        row(Condition.BLOCKED, Map.of(ARMING, STANDBY));
        row(Condition.ARMING_OVERDUE, Map.of(ARMING, LANDED));
        row(Condition.STANDBY_OVERDUE, Map.of(STANDBY, LANDED, ARMING, LANDED));
        row(Condition.CLEAR_TO_ARM, Map.of(STANDBY, ARMING));
        row(Condition.ARMED, Map.of(ARMING, ACTIVE));
        row(Condition.HEALED, Map.of(BACKUP, ACTIVE));
    }

    private FailsafeTable() {}

    /** The state that follows, or null where the condition changes nothing. */
    @HotPath
    static FailsafeState next(FailsafeState state, Condition condition) {
        return NEXT[condition.ordinal() * STATES + state.ordinal()];
    }

    /** The first condition, by order, that is raised and has an entry for this state; null where there is none. */
    @HotPath
    static Condition deciding(FailsafeState state, long raised) {
        for (int i = 0; i < CONDITIONS.length; i++) {
            if ((raised >>> i & 1) != 0 && NEXT[i * STATES + state.ordinal()] != null) {
                return CONDITIONS[i];
            }
        }
        return null;
    }

    private static void row(Condition condition, Map<FailsafeState, FailsafeState> next) {
        for (Map.Entry<FailsafeState, FailsafeState> entry : new EnumMap<>(next).entrySet()) {
            NEXT[condition.ordinal() * STATES + entry.getKey().ordinal()] = entry.getValue();
        }
    }

    private static void every(Condition condition, FailsafeState next) {
        for (FailsafeState state : FailsafeState.values()) {
            if (state != next) {
                row(condition, Map.of(state, next));
            }
        }
    }

    private static void fromFlight(Condition condition, FailsafeState next) {
        row(condition, Map.of(ACTIVE, next, BACKUP, next, LANDING, next));
    }

    private static void beforeAndInFlight(Condition condition) {
        row(condition, Map.of(STANDBY, LANDED, ARMING, LANDED, ACTIVE, LANDING, BACKUP, LANDING));
    }
}
