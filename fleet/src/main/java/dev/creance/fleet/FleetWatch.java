package dev.creance.fleet;

import dev.creance.drivers.mqtt.MqttCounters;
import dev.creance.drivers.mqtt.MqttLink;
import dev.creance.drivers.mqtt.MqttPresence;
import dev.creance.drivers.mqtt.MqttSettings;
import dev.creance.drivers.mqtt.MqttSettings.BackoffSettings;
import dev.creance.runtime.Clock;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A live table of the robots at one or several brokers. Watching needs no robot and no broker to be there: both may come and
 * go.
 *
 * <pre>{@code
 * try (FleetWatch watch = FleetWatch.open(FleetWatch.localBrokers(), clock)) {
 *     // every half second
 *     out.print(watch.text(columns));
 * }
 * }</pre>
 */
public final class FleetWatch implements AutoCloseable {
    private final Clock clock;
    private final FleetTable table = new FleetTable();
    private final Map<URI, MqttLink> links = new LinkedHashMap<>();

    private FleetWatch(Clock clock) {
        this.clock = clock;
    }

    /** Where a {@code creance run} on this machine has its embedded broker, if it has one. */
    public static List<URI> localBrokers() {
        return EmbeddedBroker.DEFAULT_PORTS.stream()
                .map(port -> URI.create("tcp://127.0.0.1:" + port))
                .toList();
    }

    /**
     * Begins to watch and returns at once.
     *
     * @param brokers see {@link TelemetryConfig#broker(String)} for what a person may write
     * @param clock of real time
     */
    public static FleetWatch open(List<URI> brokers, Clock clock) {
        FleetWatch watch = new FleetWatch(clock);
        String name = Long.toHexString(ProcessHandle.current().pid()) + "-" + Long.toHexString(clock.nowNs());
        for (URI broker : brokers) {
            MqttSettings settings = MqttSettings.of(CompletableFuture.completedFuture(broker), "creance-watch-" + name)
                    .withBackoff(new BackoffSettings(200_000_000, 2_000_000_000, name.hashCode()));
            MqttLink link = MqttLink.paho(settings, MqttPresence.SILENT, clock);
            link.subscribe(Topics.EVERYTHING, 1, message -> watch.table.take(message, clock.nowNs()));
            watch.links.put(broker, link);
            link.start();
        }
        return watch;
    }

    /** The robots of which something was heard, by fleet and name. */
    public List<RobotRow> robots() {
        return table.rows(clock.nowNs());
    }

    /** Messages that were not understood, or sent twice. */
    public long rejected() {
        return table.rejected();
    }

    /** Whether any broker is connected. */
    public boolean connected() {
        return links.values().stream().anyMatch(link -> link.counters().connected());
    }

    /** The brokers and the table, each line at most so wide. */
    public String text(int columns) {
        List<String> brokers = new ArrayList<>();
        links.forEach((broker, link) -> brokers.add(broker + " " + health(link.counters())));
        return String.join("; ", brokers) + "\n" + TableText.of(robots(), columns);
    }

    private static String health(MqttCounters counters) {
        if (counters.connected()) {
            return "connected";
        }
        String before = counters.sessions() > 0 ? "lost" : "not there";
        return counters.lastFailure().isEmpty() ? "connecting" : before;
    }

    @Override
    public void close() {
        links.values().forEach(MqttLink::close);
    }
}
