package dev.creance.bridge;

/** Why the device did not act on a command. The order is the wire encoding. */
public enum Refusal {
    NONE,
    /** Its frame sequence is not newer than one already seen: a duplicate or out of order. */
    OLD,
    /** Its source is none that this version knows. */
    SOURCE,
    /** Its watchdog token does not belong to its sequences and this session. */
    TOKEN,
    /** The shield has not decided anew since the last command. */
    SHIELD_STUCK,
    /** It stands on a sensor frame that is too old, or was never sent. */
    SENSORS_STALE,
    /** It claims the authority of a policy that has not advanced within its deadline. */
    POLICY_LATE,
    /** It claims to be valid for no time, or longer than the envelope allows. */
    VALIDITY,
    /** A value is NaN or infinite. */
    NON_FINITE;

    private static final Refusal[] ALL = values();

    /** The refusal of this wire code; NONE where there is none. */
    static Refusal ofCode(int code) {
        return code >= 0 && code < ALL.length ? ALL[code] : NONE;
    }
}
