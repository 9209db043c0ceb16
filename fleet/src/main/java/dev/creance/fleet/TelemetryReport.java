package dev.creance.fleet;

import dev.creance.drivers.mqtt.MqttCounters;
import java.util.Locale;

/**
 * What became of a run's telemetry, for the status line and the summary.
 *
 * @param broker where it goes to; a description while the embedded broker is not up
 * @param health the state of the connection
 * @param statesPublished samples taken; states that a newer one replaced before they could be sent are no loss
 * @param statesDelivered written to the connection
 * @param eventsPublished events seen
 * @param eventsDelivered acknowledged by the broker
 * @param eventsDropped lost for good: the queue was full, the broker refused, or the run ended first
 * @param eventsWaiting not delivered yet
 * @param reconnects sessions after the first
 * @param lastFailure newest failure of the connection in words; empty where there was none
 */
public record TelemetryReport(
        String broker,
        Health health,
        long statesPublished,
        long statesDelivered,
        long eventsPublished,
        long eventsDelivered,
        long eventsDropped,
        long eventsWaiting,
        long reconnects,
        String lastFailure) {
    /** How the connection fares. */
    public enum Health {
        /** No session yet, and no attempt has failed. */
        CONNECTING,
        CONNECTED,
        /** No attempt has succeeded. */
        UNREACHABLE,
        /** There was a session; there is none now. */
        LOST,
        /** The run is over, and the broker has heard so. */
        CLOSED
    }

    static TelemetryReport of(String broker, MqttCounters counters) {
        return new TelemetryReport(
                broker,
                health(counters),
                counters.latest().published(),
                counters.latest().delivered(),
                counters.each().published(),
                counters.each().delivered(),
                counters.each().droppedInAll(),
                counters.each().waiting(),
                counters.reconnects(),
                counters.lastFailure());
    }

    private static Health health(MqttCounters counters) {
        if (counters.connected()) {
            return Health.CONNECTED;
        }
        if (counters.closedCleanly()) {
            return Health.CLOSED;
        }
        if (counters.sessions() > 0) {
            return Health.LOST;
        }
        return counters.failedAttempts() > 0 ? Health.UNREACHABLE : Health.CONNECTING;
    }

    /** Whether everything that must arrive did, and the connection never failed. */
    public boolean flawless() {
        return eventsDelivered == eventsPublished && lastFailure.isEmpty();
    }

    /** One line for a person. */
    public String line() {
        String numbers = String.format(
                Locale.ROOT,
                "telemetry: %s, broker %s; %d states, %d of %d events delivered",
                health.name().toLowerCase(Locale.ROOT),
                broker,
                statesDelivered,
                eventsDelivered,
                eventsPublished);
        String lost = eventsDropped > 0 ? ", " + eventsDropped + " events lost" : "";
        String waiting = eventsWaiting > 0 ? ", " + eventsWaiting + " events waiting" : "";
        String again = reconnects > 0 ? ", " + reconnects + " reconnects" : "";
        String failure = lastFailure.isEmpty() ? "" : "; last failure: " + lastFailure;
        return numbers + lost + waiting + again + failure;
    }
}
