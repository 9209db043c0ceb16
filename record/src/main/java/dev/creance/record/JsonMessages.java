package dev.creance.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.creance.runtime.Layout;
import dev.creance.runtime.TickInputs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The log's messages in JSON, those that have one in shapes that viewers know: {@code foxglove.Log}, {@code foxglove.PoseInFrame}. */
final class JsonMessages {
    static final String LOG = "foxglove.Log";
    static final String POSE = "foxglove.PoseInFrame";
    static final String RATINGS = "creance.Ratings";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long NS_PER_S = 1_000_000_000;

    private JsonMessages() {}

    static byte[] schema(String name) {
        try (InputStream in = JsonMessages.class.getResourceAsStream(name + ".json")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] event(FlightEvent event) {
        ObjectNode root = JSON.createObjectNode();
        putTime(root, event.timeNs());
        root.put("level", event.level().ordinal())
                .put("message", event.message())
                .put("name", event.name())
                .put("file", "")
                .put("line", 0)
                .put("tick", event.tick());
        if (event.cause() != null) {
            root.put("cause", event.cause().name());
        }
        return bytes(root);
    }

    static byte[] pose(long timeNs, double[] sensors, Pose pose) {
        ObjectNode root = JSON.createObjectNode();
        putTime(root, timeNs);
        root.put("frame_id", "world");
        ObjectNode node = root.putObject("pose");
        ObjectNode position = node.putObject("position");
        position.put("x", sensors[pose.position()[0]]);
        position.put("y", sensors[pose.position()[1]]);
        position.put("z", sensors[pose.position()[2]]);
        ObjectNode orientation = node.putObject("orientation");
        orientation.put("x", sensors[pose.orientation()[1]]);
        orientation.put("y", sensors[pose.orientation()[2]]);
        orientation.put("z", sensors[pose.orientation()[3]]);
        orientation.put("w", sensors[pose.orientation()[0]]);
        return bytes(root);
    }

    static byte[] ratings(TickInputs in, String policy, List<Rating> ratings, float[] action) {
        ObjectNode root = JSON.createObjectNode();
        putTime(root, in.nowNs);
        root.put("tick", in.tick).put("policy", policy);
        ObjectNode node = root.putObject("ratings");
        ratings.forEach(rating -> node.put(rating.field(), action[rating.at()]));
        return bytes(root);
    }

    private static void putTime(ObjectNode root, long timeNs) {
        root.putObject("timestamp")
                .put("sec", Long.divideUnsigned(timeNs, NS_PER_S))
                .put("nsec", Long.remainderUnsigned(timeNs, NS_PER_S));
    }

    private static byte[] bytes(ObjectNode root) {
        try {
            return JSON.writeValueAsBytes(root);
        } catch (JsonProcessingException cannotHappen) {
            throw new IllegalStateException("a tree of plain values can always be written", cannotHappen);
        }
    }

    /** Where position and orientation (w, x, y, z) stand in a sensors layout. */
    record Pose(int[] position, int[] orientation) {
        /** Null where the layout has no pose. */
        static Pose of(Layout sensors) {
            boolean complete = sensors.has("position.x")
                    && sensors.has("position.y")
                    && sensors.has("position.z")
                    && sensors.has("orientation.w")
                    && sensors.has("orientation.x")
                    && sensors.has("orientation.y")
                    && sensors.has("orientation.z");
            return complete
                    ? new Pose(
                            sensors.indicesOf("position.", "x", "y", "z"),
                            sensors.indicesOf("orientation.", "w", "x", "y", "z"))
                    : null;
        }

        boolean isFinite(double[] sensors) {
            boolean finite = true;
            for (int index : position) {
                finite &= Double.isFinite(sensors[index]);
            }
            for (int index : orientation) {
                finite &= Double.isFinite(sensors[index]);
            }
            return finite;
        }
    }
}
