package dev.creance.fleet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.creance.drivers.mqtt.MqttReceived;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The robots of which something was heard, from the messages alone. Thread-safe. Takes whatever a broker sends. */
final class FleetTable {
    /** More than that is no fleet but a flood. */
    static final int GREATEST_ROBOTS = 1000;

    private static final int GREATEST_PAYLOAD = 64 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(20)
                    .maxNumberLength(100)
                    .build())
            .build());

    private final Map<String, WatchedRobot> robots = new TreeMap<>();
    private long rejected;

    synchronized void take(MqttReceived message, long nowNs) {
        Optional<Topics.Parsed> topic = Topics.parse(message.topic());
        Optional<JsonNode> payload = topic.isEmpty() ? Optional.empty() : json(message.payload());
        boolean taken = payload.isPresent() && take(topic.get(), payload.get(), message.retained(), nowNs);
        rejected += taken ? 0 : 1;
    }

    private boolean take(Topics.Parsed topic, JsonNode payload, boolean retained, long nowNs) {
        if (payload.path("run").asText("").isEmpty()) {
            return false;
        }
        String key = topic.fleet() + "/" + topic.robot();
        WatchedRobot robot = robots.get(key);
        if (robot == null) {
            if (robots.size() >= GREATEST_ROBOTS) {
                return false;
            }
            robot = new WatchedRobot(topic.fleet(), topic.robot(), nowNs);
            robots.put(key, robot);
        }
        boolean taken = switch (topic.kind()) {
            case Topics.BIRTH -> {
                robot.birth(payload);
                yield true;
            }
            case Topics.DEATH -> {
                robot.death(payload);
                yield true;
            }
            case Topics.STATE -> robot.state(payload, nowNs);
            case Topics.EVENT -> robot.event(payload, nowNs);
            default -> false;
        };
        // What a broker had kept says nothing about now, nor does a will.
        if (taken && !retained && !topic.kind().equals(Topics.DEATH)) {
            robot.seen(nowNs);
        }
        return taken;
    }

    private static Optional<JsonNode> json(byte[] payload) {
        if (payload.length > GREATEST_PAYLOAD) {
            return Optional.empty();
        }
        try {
            JsonNode node = JSON.readTree(payload);
            return node != null && node.isObject() ? Optional.of(node) : Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    /** By fleet and robot. */
    synchronized List<RobotRow> rows(long nowNs) {
        return robots.values().stream().map(robot -> robot.row(nowNs)).toList();
    }

    /** Messages that were not ours, not readable, sent twice, or beyond the limits. */
    synchronized long rejected() {
        return rejected;
    }
}
