package dev.creance.runtime.loop;

/**
 * A policy that is ready to follow the one in charge, or the word that one was refused.
 *
 * <pre>{@code
 * proposer.start();
 * succession.offer(new Entrant(new Seat(id, policy, true), proposer, 8_000_000_000L));
 * }</pre>
 *
 * @param seat null where it was refused
 * @param proposer started already; null where it was refused
 * @param dueNs time since the first policy took over at which it joins; {@link Long#MIN_VALUE} for at once
 */
public record Entrant(Seat seat, Proposer proposer, long dueNs) {
    /** The word that a policy was refused before it could follow. */
    public static Entrant refused(long dueNs) {
        return new Entrant(null, null, dueNs);
    }
}
