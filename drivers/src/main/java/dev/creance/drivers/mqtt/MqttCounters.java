package dev.creance.drivers.mqtt;

import java.util.Map;

/**
 * What a link has done so far: a snapshot.
 *
 * @param each messages that wait in order
 * @param latest values that replace one another
 * @param connected whether there is a session now
 * @param closedCleanly whether the link was closed and the broker took note of it
 * @param sessions sessions so far; one more than the reconnects
 * @param failedAttempts attempts to connect that came to nothing
 * @param lostSessions sessions that broke
 * @param resent messages sent a second time because the session broke before their acknowledgement
 * @param received messages that arrived
 * @param failedHandlers times a subscriber threw
 * @param lastFailure the newest failure in words; empty where there was none
 */
public record MqttCounters(
        Tally each,
        Tally latest,
        boolean connected,
        boolean closedCleanly,
        long sessions,
        long failedAttempts,
        long lostSessions,
        long resent,
        long received,
        long failedHandlers,
        String lastFailure) {
    /**
     * Messages of one kind. At any time {@code published = delivered + dropped + waiting}.
     *
     * @param published handed over, dropped ones included
     * @param delivered acknowledged (QoS 1) or written to the connection (QoS 0)
     * @param dropped by reason; reasons that did not occur are absent
     * @param waiting queued or in flight
     */
    public record Tally(long published, long delivered, Map<DropReason, Long> dropped, long waiting) {
        public Tally {
            dropped = Map.copyOf(dropped);
        }

        public long dropped(DropReason reason) {
            return dropped.getOrDefault(reason, 0L);
        }

        public long droppedInAll() {
            return dropped.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    public long reconnects() {
        return Math.max(0, sessions - 1);
    }
}
