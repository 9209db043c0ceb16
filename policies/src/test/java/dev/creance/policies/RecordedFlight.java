package dev.creance.policies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.creance.runtime.Channel;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Layout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One flight of {@code flights/flights.json}: the channels that it needs, the made-up signals, and what must come out. */
final class RecordedFlight {
    private static final JsonNode ALL = read();

    private final String policy;
    private final JsonNode node;
    final Frame sensors;
    final Frame reference;

    private RecordedFlight(String policy) {
        this.policy = policy;
        this.node = ALL.path(policy);
        this.sensors = new Frame(layout("sensors"));
        this.reference = new Frame(layout("reference"));
        sensors.validBits = -1;
        reference.validBits = -1;
    }

    private static JsonNode read() {
        try {
            return new ObjectMapper().readTree(TestFiles.bytes("flights/flights.json"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static List<RecordedFlight> all() {
        List<RecordedFlight> flights = new ArrayList<>();
        ALL.fieldNames().forEachRemaining(name -> flights.add(new RecordedFlight(name)));
        return flights;
    }

    static RecordedFlight of(String policy) {
        return new RecordedFlight(policy);
    }

    private Layout layout(String side) {
        List<Channel> channels = new ArrayList<>();
        for (JsonNode channel : node.path(side)) {
            channels.add(Channel.unbounded(
                    channel.path(0).asText(), channel.path(1).asText().replace("Nm s/rad", "Nm·s/rad")));
        }
        return new Layout(channels);
    }

    PolicyEnvironment environment() {
        return new PolicyEnvironment(
                sensors.layout(), reference.layout(), layout("commands"), number("native_hz"), number("loop_hz"));
    }

    private double number(String key) {
        return node.path(key).asDouble();
    }

    /** Whether the actions are those of the network, not made up. */
    boolean asksTheNetwork() {
        return node.path("network").asBoolean();
    }

    int steps() {
        return node.path("observation").size();
    }

    int ticksPerPeriod() {
        return (int) Math.rint(number("loop_hz") / number("native_hz"));
    }

    /** The three numbers that are kept of a vector. */
    double[] kept(String what, int step) {
        double[] numbers = new double[3];
        for (int k = 0; k < 3; k++) {
            numbers[k] = node.path(what).path(step).path(k).asDouble(Double.NaN);
        }
        return numbers;
    }

    double[] last(String what) {
        JsonNode values = node.path("last_" + what);
        double[] numbers = new double[values.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = values.path(i).asDouble(Double.NaN);
        }
        return numbers;
    }

    static double signal(int i, int t) {
        return 0.8 * Math.sin(0.37 * i + 0.11 * t * (1 + 0.1 * i));
    }

    static double[] projections(double[] x) {
        double[] sums = new double[3];
        for (int k = 0; k < 3; k++) {
            for (int j = 0; j < x.length; j++) {
                sums[k] += Math.cos(1.3 * k + (0.7 + 0.2 * k) * j) * x[j];
            }
        }
        return sums;
    }

    /** Shows the signals of a step. */
    void show(int step) {
        sensors.receiptNs = Math.round(step * 1e9 / number("native_hz"));
        show(sensors, step, 0);
        show(reference, step, 100);
    }

    static void show(Frame frame, int step, int shift) {
        List<Channel> channels = frame.layout().channels();
        for (int i = 0; i < channels.size(); i++) {
            frame.values[i] = signal(i + shift, step);
        }
        for (int i = 0; i < channels.size(); i++) {
            if (channels.get(i).name().endsWith("orientation.w")) {
                frame.values[i] += 1.5;
                double squares = 0;
                for (int k = 0; k < 4; k++) {
                    squares += frame.values[i + k] * frame.values[i + k];
                }
                for (int k = 0; k < 4; k++) {
                    frame.values[i + k] /= Math.sqrt(squares);
                }
            }
        }
    }

    String policy() {
        return policy;
    }

    @Override
    public String toString() {
        return policy;
    }
}
