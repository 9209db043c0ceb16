package dev.creance.fleet;

import dev.creance.drivers.mqtt.RealClock;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** A robot in a process of its own, so that it can be killed: publishes until then. */
final class PublishingRobot {
    private PublishingRobot() {}

    /** @param args address of the broker, then name of the run */
    public static void main(String[] args) {
        TelemetryConfig config = config(URI.create(args[0]), 4096);
        RealClock clock = new RealClock();
        TelemetrySink sink =
                TelemetrySink.open(config, Ticks.facts(args[1]), clock).orElseThrow();
        Ticks ticks = new Ticks(sink::accept);
        for (long untilNs = clock.nowNs(); ; untilNs += 10 * Ticks.PERIOD_NS) {
            ticks.run(10);
            if (!clock.sleepUntil(untilNs)) {
                return;
            }
        }
    }

    static TelemetryConfig config(URI broker, int eventQueue) {
        return new TelemetryConfig(
                TelemetryConfig.Mode.EXTERNAL, Optional.of(broker), List.of(), "lab", 10, eventQueue);
    }
}
