package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.creance.runtime.Layout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Faults of sensors and of the link one by one, on the wall's clock, with {@code creance sim} as a process of its own: what each shows in
 * the frames that come through the pseudo-terminal; of a quadrotor and an arm, for a drive's commands expire before a busy machine of tests
 * has sent the next. The first of them, a dropout, tells when the device's time began.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FaultsApartTest {
    private static final long MS = 1_000_000;
    private static final long FIRST_NS = 500 * MS;
    private static final long EACH_NS = 300 * MS;
    private static final long LASTS_NS = 150 * MS;

    /**
     * @param held which sensors the commands begin at, by the words before their numbers; empty for commands of zero
     * @param perS what the commands grow by
     * @param lively a signal that is never twice the same
     */
    private enum Robot {
        QUADROTOR("quadrotor", "", 0, "accel.z", "gyro.x", "gyro.y", "4 m/s2", 4),
        ARM("arm", "joint.position.", 0.02, "joint.position.3", "joint.position.1", "joint.position.1", "0.2 rad", 0.2);

        private final Path example;
        private final String held;
        private final double perS;
        private final String signal;
        private final String other;
        private final String lively;
        private final String size;
        private final double value;

        Robot(
                String example,
                String held,
                double perS,
                String signal,
                String other,
                String lively,
                String size,
                double value) {
            this.example = Path.of("../examples/" + example + ".yaml");
            this.held = held;
            this.perS = perS;
            this.signal = signal;
            this.other = other;
            this.lively = lively;
            this.size = size;
            this.value = value;
        }
    }

    /** What is seen while a fault acts, and in the time before. */
    private record Window(List<SensorWatch.Seen> before, List<SensorWatch.Seen> during) {
        static double[] values(List<SensorWatch.Seen> frames, int channel) {
            return frames.stream().mapToDouble(each -> each.values()[channel]).toArray();
        }

        static double mean(List<SensorWatch.Seen> frames, int channel) {
            return Arrays.stream(values(frames, channel)).average().orElse(Double.NaN);
        }

        static double spread(List<SensorWatch.Seen> frames, int channel) {
            return Arrays.stream(values(frames, channel)).max().orElse(Double.NaN)
                    - Arrays.stream(values(frames, channel)).min().orElse(Double.NaN);
        }

        double shift(int channel) {
            return mean(during, channel) - mean(before, channel);
        }

        long grown(ToLongFunction<SensorWatch.Seen> counter) {
            return counter.applyAsLong(during.getLast()) - counter.applyAsLong(during.getFirst());
        }

        /** The least: whoever is busy makes single frames older, none younger. */
        static double ageMs(List<SensorWatch.Seen> frames) {
            return frames.stream()
                    .mapToDouble(each -> (each.receiptNs() - each.sampleNs()) / 1e6)
                    .min()
                    .orElse(Double.NaN);
        }
    }

    @FunctionalInterface
    private interface Shown {
        void in(Window window);
    }

    @TempDir
    private Path folder;

    private static Map<String, Shown> faults(Robot robot, Layout layout) {
        Map<String, Shown> all = new LinkedHashMap<>();
        int channel = layout.indexOf(robot.signal);
        String on = ", reaches: frames, signal: " + robot.signal;
        all.put(
                "sensor_dropout" + on,
                window -> assertThat(window.during).isNotEmpty().allMatch(each -> !each.isValid(channel)));
        all.put(
                "sensor_nan" + on,
                window ->
                        assertThat(window.during).isNotEmpty().allMatch(each -> Double.isNaN(each.values()[channel])));
        constants(robot, layout, all);
        errors(robot, layout, on, all);
        all.put("link_cut", window -> assertThat(window.during).isEmpty());
        all.put(
                "link_loss, share: 50 %",
                window -> assertThat(window.grown(SensorWatch.Seen::missed)).isPositive());
        all.put(
                "link_burst, share: 50 %, length: 5",
                window -> assertThat(window.grown(SensorWatch.Seen::missed)).isPositive());
        all.put(
                "link_flip, share: 50 %",
                window -> assertThat(window.grown(SensorWatch.Seen::rejected)).isPositive());
        all.put(
                "link_delay, by: 20 ms",
                window -> assertThat(Window.ageMs(window.during) - Window.ageMs(window.before))
                        .isGreaterThan(10));
        return all;
    }

    private static void constants(Robot robot, Layout layout, Map<String, Shown> all) {
        int lively = layout.indexOf(robot.lively);
        all.put("sensor_stuck, reaches: frames, signal: " + robot.lively, window -> {
            assertThat(Window.spread(window.before, lively)).isPositive();
            assertThat(Window.spread(window.during, lively)).isZero();
        });
        all.put("sensor_freeze", window -> {
            assertThat(Window.spread(window.before, lively)).isPositive();
            double[] first = window.during.getFirst().values();
            assertThat(window.during).allMatch(each -> Arrays.equals(each.values(), first));
        });
    }

    private static void errors(Robot robot, Layout layout, String on, Map<String, Shown> all) {
        int channel = layout.indexOf(robot.signal);
        int other = layout.indexOf(robot.other);
        Shown added = window -> assertThat(window.shift(channel)).isBetween(0.5 * robot.value, 1.5 * robot.value);
        String size = ", size: " + robot.size + on;
        all.put("sensor_bias" + size, added);
        all.put("sensor_spike" + size, added);
        all.put("sensor_drift, over: 150 ms" + size, window -> {
            double[] values = Window.values(window.during, channel);
            assertThat(values[values.length - 1] - values[0]).isGreaterThan(0.25 * robot.value);
        });
        all.put(
                "sensor_scale, factor: 3" + on,
                window -> assertThat(Window.mean(window.during, channel) / Window.mean(window.before, channel))
                        .isBetween(2.5, 3.5));
        all.put(
                "sensor_noise" + size,
                window -> assertThat(Window.spread(window.during, channel))
                        .isGreaterThan(robot.value + Window.spread(window.before, channel)));
        all.put(
                "sensor_swap, with: " + robot.other + on,
                window -> assertThat(Window.mean(window.during, channel) - Window.mean(window.before, other))
                        .isBetween(-robot.value / 2, robot.value / 2));
    }

    @ParameterizedTest
    @EnumSource
    void eachShowsInTheFramesOfAnotherProcess(Robot robot) throws Exception {
        RobotConfig config = RobotConfig.read(robot.example, Map.of("telemetry.mqtt", "off"));
        Layout layout = config.machine().sensors();
        Map<String, Shown> faults = faults(robot, layout);
        List<String> entries = new ArrayList<>();
        for (String fault : faults.keySet()) {
            long atMs = (FIRST_NS + entries.size() * EACH_NS) / MS;
            entries.add("{kind: " + fault + ", at: " + atMs + " ms, for: " + LASTS_NS / MS + " ms}");
        }
        Map<String, String> sets = Map.of("scenario.faults", "[" + String.join(", ", entries) + "]");
        Path port = folder.resolve("vehicle");
        SensorWatch watch;
        JsonNode served;
        try (ChildSim sim = ChildSim.start(robot.example, sets, folder, port)) {
            sim.await("waits at");
            watch = SensorWatch.of(config, port, held(robot, config), robot.perS, FIRST_NS + faults.size() * EACH_NS);
            served = sim.end();
        }

        int channel = layout.indexOf(robot.signal);
        long beganNs = watch.frames.stream()
                        .filter(each -> !each.isValid(channel))
                        .findFirst()
                        .orElseThrow()
                        .sampleNs()
                - FIRST_NS;
        long atNs = beganNs + FIRST_NS;
        for (Map.Entry<String, Shown> fault : faults.entrySet()) {
            Window window = new Window(
                    between(watch, atNs - 110 * MS, atNs - 10 * MS),
                    between(watch, atNs + 20 * MS, atNs + LASTS_NS - 10 * MS));
            try {
                fault.getValue().in(window);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(robot + " with " + fault.getKey() + ": " + e.getMessage(), e);
            }
            atNs += EACH_NS;
        }
        assertThat(StreamSupport.stream(served.get("faults_injected").spliterator(), false)
                        .map(each -> each.get("kind").textValue()))
                .containsExactlyElementsOf(
                        faults.keySet().stream().map(each -> each.split(",")[0]).toList());
    }

    private static List<SensorWatch.Seen> between(SensorWatch watch, long fromNs, long toNs) {
        return watch.frames.stream()
                .filter(each -> each.sampleNs() >= fromNs && each.sampleNs() < toNs)
                .toList();
    }

    private static int[] held(Robot robot, RobotConfig config) throws UsageError {
        int[] held = new int[config.machine().commands().size()];
        for (int i = 0; i < held.length; i++) {
            held[i] = robot.held.isEmpty() ? -1 : config.machine().sensors().indexOf(robot.held + i);
        }
        return held;
    }
}
