package dev.creance.app;

import dev.creance.runtime.DeviceException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The example's flight, a little shorter and with what {@code --set} would change, flown in lockstep in this JVM. */
final class TestFlight {
    static final Path EXAMPLE = Path.of("../examples/quadrotor.yaml");
    static final long SEED = 7;

    private final Map<String, String> sets = new LinkedHashMap<>();

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
            RunSummary summary = new Flight(config, new Flight.Options(sets, true, SEED, out), new Console()).run();
            Path file = out.resolve("flight.mcap");
            return new Flown(summary, FlightLog.read(file), file);
        } catch (UsageError | DeviceException e) {
            throw new AssertionError("the flight was refused", e);
        }
    }
}
