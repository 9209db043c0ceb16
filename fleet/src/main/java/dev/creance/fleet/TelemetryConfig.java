package dev.creance.fleet;

import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * The section {@code telemetry}.
 *
 * <pre>{@code
 * telemetry: {mqtt: embedded}                     # a broker inside the process, loopback only
 * telemetry: {mqtt: "tcp://broker:1883", fleet: lab, state_rate: 10 Hz, event_queue: 4096}
 * telemetry: {mqtt: off}
 * }</pre>
 *
 * @param mode which broker, if any
 * @param broker where {@code mode} is EXTERNAL
 * @param ports where the embedded broker may listen, in order of preference
 * @param fleet second level of every topic after {@code creance/v1}
 * @param stateRateHz states published for each second of the robot's time
 * @param eventQueue how many events wait for a broker that is away
 */
public record TelemetryConfig(
        Mode mode, Optional<URI> broker, List<Integer> ports, String fleet, double stateRateHz, int eventQueue) {
    /** Which broker the robot publishes to. */
    public enum Mode {
        OFF,
        EMBEDDED,
        EXTERNAL
    }

    public static final String DEFAULT_FLEET = "local";
    public static final double DEFAULT_STATE_RATE_HZ = 10;
    public static final int DEFAULT_EVENT_QUEUE = 4096;
    private static final int MQTT_PORT = 1883;
    private static final int LAST_PORT = 65_535;

    /** Off: what a configuration without this section means. */
    public static TelemetryConfig off() {
        return new TelemetryConfig(
                Mode.OFF,
                Optional.empty(),
                EmbeddedBroker.DEFAULT_PORTS,
                DEFAULT_FLEET,
                DEFAULT_STATE_RATE_HZ,
                DEFAULT_EVENT_QUEUE);
    }

    public boolean enabled() {
        return mode != Mode.OFF;
    }

    /**
     * Reads the section.
     *
     * @throws dev.creance.runtime.config.ConfigError where it is wrong
     */
    public static TelemetryConfig from(ConfigNode node) {
        node.only("mqtt", "port", "fleet", "state_rate", "event_queue");
        ConfigNode mqtt = node.child("mqtt");
        Mode mode = switch (mqtt.string()) {
            case "off" -> Mode.OFF;
            case "embedded" -> Mode.EMBEDDED;
            default -> Mode.EXTERNAL;
        };
        Optional<URI> broker = mode == Mode.EXTERNAL ? Optional.of(broker(mqtt)) : Optional.empty();
        Optional<ConfigNode> port = node.optional("port");
        if (port.isPresent() && mode != Mode.EMBEDDED) {
            throw port.get()
                    .error(" is the port of the embedded broker, and mqtt is '" + mqtt.string() + "'")
                    .withHint("remove it, or write the port into mqtt: tcp://host:port");
        }
        return new TelemetryConfig(
                mode,
                broker,
                port.map(p -> List.of(p.integer(1, LAST_PORT))).orElse(EmbeddedBroker.DEFAULT_PORTS),
                node.optional("fleet").map(TelemetryConfig::level).orElse(DEFAULT_FLEET),
                node.optional("state_rate")
                        .map(rate -> rate.quantity(Dimension.FREQUENCY, 0.1, 100))
                        .orElse(DEFAULT_STATE_RATE_HZ),
                node.optional("event_queue")
                        .map(queue -> queue.integer(16, 1_000_000))
                        .orElse(DEFAULT_EVENT_QUEUE));
    }

    private static String level(ConfigNode node) {
        String name = node.string();
        if (!Topics.isLevel(name)) {
            throw node.error("='" + name + "' cannot be a level of a topic")
                    .withHint("use 1 to 64 letters, digits, '.', '_' and '-'");
        }
        return name;
    }

    private static URI broker(ConfigNode node) {
        String text = node.string();
        try {
            return broker(text);
        } catch (IllegalArgumentException e) {
            throw node.error("='" + text + "' " + e.getMessage()).withHint("write embedded, off or tcp://host:port");
        }
    }

    /**
     * The address of a broker as a person writes it, with MQTT's own port where none is given.
     *
     * @throws IllegalArgumentException with what is wrong about it
     */
    public static URI broker(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is no address of a broker", e);
        }
        if (!"tcp".equals(uri.getScheme())) {
            boolean secure = List.of("ssl", "tls", "mqtts", "wss").contains(String.valueOf(uri.getScheme()));
            throw new IllegalArgumentException(
                    secure ? "asks for encryption, which is not supported yet" : "is no address of a broker");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("names no host");
        }
        boolean bare = uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null;
        if (!bare || !(uri.getPath().isEmpty() || uri.getPath().equals("/"))) {
            throw new IllegalArgumentException("holds more than host and port");
        }
        if (uri.getPort() == 0 || uri.getPort() > LAST_PORT) {
            throw new IllegalArgumentException("has a port outside 1 to " + LAST_PORT);
        }
        return URI.create("tcp://" + uri.getHost() + ":" + (uri.getPort() < 0 ? MQTT_PORT : uri.getPort()));
    }
}
