package dev.creance.fleet;

/**
 * One robot as the fleet sees it now. Numbers that are not known are NaN, words that are not known are empty.
 *
 * @param presence whether it is there
 * @param state of the failsafe machine
 * @param source of the command
 * @param altitudeM height above the origin
 * @param speedMPerS magnitude of the velocity
 * @param rateHz states received a second, lately
 * @param seenS since its newest message
 * @param missedStates gaps in the numbering of states
 * @param missedEvents gaps in the numbering of events
 */
public record RobotRow(
        String fleet,
        String robot,
        String run,
        Presence presence,
        String state,
        String source,
        double altitudeM,
        double speedMPerS,
        double batteryV,
        double rateHz,
        double seenS,
        long missedStates,
        long missedEvents,
        long interventions,
        String lastEvent) {
    /** Whether a robot is there, and how we know. */
    public enum Presence {
        ALIVE,
        /** Nothing has been heard for a while, but the broker has not given it up. */
        STALE,
        /** It said goodbye. */
        ENDED,
        /** The broker lost it: its will arrived. */
        DEAD
    }
}
