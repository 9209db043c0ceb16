package dev.creance.drivers.mqtt;

import dev.creance.drivers.mqtt.MqttMessage.Queueing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What waits to be sent and what was sent and waits for its acknowledgement. Not thread-safe.
 *
 * <p>Messages that wait in order go back to the head of the queue, in their order, when a session breaks before their
 * acknowledgement: they arrive at least once, and for the first time always in order.
 */
final class Outbox {
    /** One message with its token; {@code payload} is set by the sender. */
    static final class Entry {
        final long token;
        final MqttMessage message;
        final long offeredNs;

        /** Said by the link itself in this session: neither counted nor repeated in the next one. */
        final boolean ofSession;

        byte[] payload;
        long sentNs;

        Entry(long token, MqttMessage message, long offeredNs, boolean ofSession) {
            this.token = token;
            this.message = message;
            this.offeredNs = offeredNs;
            this.ofSession = ofSession;
        }

        boolean inOrder() {
            return message.queueing() == Queueing.EACH && !ofSession;
        }

        boolean expired(long nowNs) {
            return message.expiryS() > 0 && nowNs - offeredNs >= message.expiryS() * 1_000_000_000L;
        }

        /** Whole seconds left, at least one; 0 where it never expires. */
        long expiryS(long nowNs) {
            return message.expiryS() == 0 ? 0 : Math.max(1, message.expiryS() - (nowNs - offeredNs) / 1_000_000_000L);
        }
    }

    /** Counts of one kind. */
    private static final class Count {
        long published;
        long delivered;
        final Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);

        MqttCounters.Tally tally() {
            long gone = dropped.values().stream().mapToLong(Long::longValue).sum();
            return new MqttCounters.Tally(published, delivered, dropped, published - delivered - gone);
        }
    }

    private final int capacity;
    private final ArrayDeque<Entry> inOrder = new ArrayDeque<>();
    private final LinkedHashMap<String, Entry> latest = new LinkedHashMap<>();
    private final LinkedHashMap<Long, Entry> inFlight = new LinkedHashMap<>();
    private final Map<Queueing, Count> counts = new EnumMap<>(Queueing.class);
    private int orderedInFlight;
    private long nextToken = 1;
    private long resent;
    private boolean latestNext;
    private boolean closed;

    Outbox(int capacity) {
        this.capacity = capacity;
        for (Queueing queueing : Queueing.values()) {
            counts.put(queueing, new Count());
        }
    }

    boolean offer(MqttMessage message, long nowNs) {
        counts.get(message.queueing()).published++;
        if (closed) {
            return dropped(message, DropReason.CLOSED);
        }
        Entry entry = new Entry(nextToken++, message, nowNs, false);
        if (message.queueing() == Queueing.LATEST) {
            Entry before = latest.put(message.topic(), entry);
            if (before != null) {
                dropped(before.message, DropReason.SUPERSEDED);
            }
            return true;
        }
        if (inOrder.size() + orderedInFlight >= capacity) {
            return dropped(message, DropReason.QUEUE_FULL);
        }
        inOrder.add(entry);
        return true;
    }

    /** Puts a message of the session's own, greeting or farewell, in flight at once. */
    Entry takeOwn(MqttMessage message, long nowNs) {
        Entry entry = new Entry(nextToken++, message, nowNs, true);
        entry.sentNs = nowNs;
        inFlight.put(entry.token, entry);
        return entry;
    }

    /** Moves the next message to those in flight; null where nothing waits. */
    Entry take(long nowNs) {
        Entry entry;
        while ((entry = pollFairly()) != null) {
            if (entry.expired(nowNs)) {
                dropped(entry.message, DropReason.EXPIRED);
            } else {
                entry.sentNs = nowNs;
                inFlight.put(entry.token, entry);
                orderedInFlight += entry.inOrder() ? 1 : 0;
                return entry;
            }
        }
        return null;
    }

    /** In turns, so that a backlog of events does not hold up the newest state, nor states the events. */
    private Entry pollFairly() {
        latestNext = !latestNext;
        if (!latest.isEmpty() && (latestNext || inOrder.isEmpty())) {
            return latest.pollFirstEntry().getValue();
        }
        return inOrder.poll();
    }

    void delivered(long token) {
        Entry entry = landed(token);
        if (entry != null && !entry.ofSession) {
            counts.get(entry.message.queueing()).delivered++;
        }
    }

    void undelivered(long token, DropReason reason) {
        Entry entry = landed(token);
        if (entry != null && !entry.ofSession) {
            dropped(entry.message, reason);
        }
    }

    private Entry landed(long token) {
        Entry entry = inFlight.remove(token);
        if (entry != null && entry.inOrder()) {
            orderedInFlight--;
        }
        return entry;
    }

    /** The session broke: what must be delivered goes back to the head, in order; what need not is lost. */
    void sessionLost() {
        List<Entry> sent = new ArrayList<>(inFlight.values());
        inFlight.clear();
        orderedInFlight = 0;
        sent.removeIf(entry -> entry.ofSession);
        for (Entry entry : sent.reversed()) {
            if (entry.message.qos() == 0) {
                dropped(entry.message, DropReason.CONNECTION_LOST);
            } else if (entry.message.queueing() == Queueing.EACH) {
                inOrder.addFirst(entry);
                resent++;
            } else if (latest.putIfAbsent(entry.message.topic(), entry) == null) {
                resent++;
            } else {
                dropped(entry.message, DropReason.SUPERSEDED);
            }
        }
    }

    /** Takes no more and gives up what is left. */
    void close() {
        closed = true;
        sessionLost();
        inOrder.forEach(entry -> dropped(entry.message, DropReason.CLOSED));
        latest.values().forEach(entry -> dropped(entry.message, DropReason.CLOSED));
        inOrder.clear();
        latest.clear();
    }

    /** Takes no more, but keeps what it has. */
    void seal() {
        closed = true;
    }

    boolean isEmpty() {
        return inOrder.isEmpty() && latest.isEmpty() && inFlight.isEmpty();
    }

    boolean hasWaiting() {
        return !inOrder.isEmpty() || !latest.isEmpty();
    }

    int inFlight() {
        return inFlight.size();
    }

    /** When the oldest message in flight was sent; {@link Long#MAX_VALUE} where there is none. */
    long oldestSentNs() {
        return inFlight.isEmpty() ? Long.MAX_VALUE : inFlight.firstEntry().getValue().sentNs;
    }

    long resent() {
        return resent;
    }

    MqttCounters.Tally tally(Queueing queueing) {
        return counts.get(queueing).tally();
    }

    private boolean dropped(MqttMessage message, DropReason reason) {
        counts.get(message.queueing()).dropped.merge(reason, 1L, Long::sum);
        return false;
    }
}
