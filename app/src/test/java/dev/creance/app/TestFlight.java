package dev.creance.app;

import dev.creance.runtime.DeviceException;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Sink;
import dev.creance.runtime.TickRecord;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The example's flight, a little shorter and with what {@code --set} would change, flown in this JVM: in lockstep, unless it is
 * to be in real time.
 */
final class TestFlight {
    static final Path EXAMPLE = Path.of("../examples/quadrotor.yaml");
    static final long SEED = 7;

    /** In real time a machine that is busy holds everything up now and then; that is none of the faults that are tested. */
    static final Map<String, String> BUSY_MACHINE = Map.of(
            "loop.hang_limit",
            "10 s",
            "shield.limits.sensor_age",
            "60 ms",
            "shield.failsafe.backups_per_minute",
            "100",
            "loop.overrun",
            "skip");

    private final Map<String, String> sets = new LinkedHashMap<>();
    private Console console = new Console();
    private boolean lockstep = true;
    private long seed = SEED;

    private TestFlight() {}

    /** Over the link inside the process, without telemetry; at 4 s after take-over it hovers at 1 m. */
    static TestFlight of(String duration) {
        return new TestFlight()
                .with("scenario.duration", duration)
                .with("devices.vehicle.port", "sim")
                .with("telemetry.mqtt", "off")
                .with("record.dir", "target/no-runs"); // the same for all: it stands in the log
    }

    TestFlight with(String key, String value) {
        sets.put(key, value);
        return this;
    }

    TestFlight fault(String fault) {
        return with("scenario.faults", "[" + fault + "]");
    }

    TestFlight seeded(long other) {
        seed = other;
        return this;
    }

    /** As {@code run} does: over a pseudo-terminal. */
    TestFlight inRealTime() {
        lockstep = false;
        sets.putAll(BUSY_MACHINE);
        return with("devices.vehicle.port", "pty:sim");
    }

    /**
     * Calls this once in the air: on the recorder's thread, which hands this tick and all that follow to telemetry only
     * afterwards.
     */
    TestFlight onceAirborne(Runnable action) {
        console = new Console() {
            @Override
            Sink statusLine(Layout sensors, Layout reference) {
                return new Watch(sensors.indexOf("position.z"), action);
            }
        };
        return this;
    }

    private static final class Watch implements Sink {
        private static final double AIRBORNE_M = 0.2;

        private final int height;
        private final Runnable action;
        private boolean done;

        Watch(int height, Runnable action) {
            this.height = height;
            this.action = action;
        }

        @Override
        public void accept(TickRecord record) {
            if (!done && record.in.sensors.values[height] > AIRBORNE_M) {
                done = true;
                action.run();
            }
        }

        @Override
        public void close() {}
    }

    /** What flew, and what it left behind. */
    record Flown(RunSummary summary, FlightLog log, Path file) {
        double task(String key) {
            return summary.task().get(key);
        }

        List<String> transitions() {
            return summary.transitions().stream()
                    .map(t -> t.from() + "->" + t.to() + " " + t.cause())
                    .toList();
        }
    }

    /** Flies once; what it writes goes into {@code folder/out}. */
    Flown fly(Path folder) {
        RobotConfig config = RobotConfig.read(EXAMPLE, sets);
        Path out = folder.resolve("out");
        try {
            RunSummary summary =
                    new Flight(config, new Flight.Options(sets, lockstep, seed, out, false), console).run();
            Path file = out.resolve("flight.mcap");
            return new Flown(summary, FlightLog.read(file), file);
        } catch (UsageError | DeviceException e) {
            throw new AssertionError("the flight was refused", e);
        }
    }
}
