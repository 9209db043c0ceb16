package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.creance.record.LogReader;
import dev.creance.runtime.DeviceException;
import dev.creance.runtime.TickRecord;
import dev.creance.sim.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Faults of every kind and layer, drawn from a seed, in a whole flight of each example in lockstep: twice in this process, and once with
 * {@code creance sim} as a process of its own over a pseudo-terminal. What the host sees is the same, bit for bit.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class RandomFaultsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "quadrotor, 'plant_friction'",
        "motor, 'plant_mass, wind_gust, rotor_loss'",
        "arm, 'wind_gust, rotor_loss'"
    })
    void aSequenceReplaysBitForBitInOneProcessAndInTwo(String example, String impossible) throws Exception {
        Path file = Path.of("../examples", example + ".yaml");
        Map<String, String> sets = new LinkedHashMap<>(Map.of(
                "scenario.duration", "3 s",
                "scenario.faults", "[" + random(List.of(impossible.split(", "))) + "]",
                "telemetry.mqtt", "off",
                "devices.vehicle.port", "sim",
                "record.dir", "target/no-runs"));
        Flown one = fly(file, sets, "one");
        Flown two = fly(file, sets, "two");
        Path port = folder.resolve("vehicle");
        JsonNode served;
        Flown apart;
        sets.put("devices.vehicle.port", "hil:" + port);
        try (ChildSim sim =
                ChildSim.start(file, sets, folder, port, "--lockstep", "--seed", Long.toString(TestFlight.SEED))) {
            sim.await("waits at");
            apart = fly(file, sets, "apart");
            served = sim.end();
        }

        assertThat(one.injected).as("drawn: 20 a second for 2 s").hasSizeGreaterThan(15);
        assertThat(two.log).hasSameBinaryContentAs(one.log);
        assertThat(apart.frames).isEqualTo(one.frames);
        long onDevice =
                one.injected.stream().filter(fault -> !ofHost(fault.kind())).count();
        assertThat(served.get("faults_injected")).hasSize((int) onDevice);
    }

    private static boolean ofHost(String kind) {
        return Arrays.stream(Fault.Kind.values()).anyMatch(each -> each.word().equals(kind) && each.onHost());
    }

    private static String random(List<String> impossible) {
        String kinds = Arrays.stream(Fault.Kind.values())
                .filter(kind -> !impossible.contains(kind.word()))
                .map(Fault.Kind::word)
                .collect(Collectors.joining(", "));
        return "{kind: random, seed: 3, at: 500 ms, for: 2 s, rate: 20 1/s, longest: 4 ms, kinds: [" + kinds + "]}";
    }

    /** @param frames of all that the host was given and did, tick by tick */
    private record Flown(Path log, long frames, List<RunSummary.Fault> injected) {}

    private Flown fly(Path file, Map<String, String> sets, String name) throws IOException, UsageError {
        Path out = Files.createDirectory(folder.resolve(name)).resolve("out");
        RobotConfig config = RobotConfig.read(file, sets);
        RunSummary summary;
        try {
            summary = new Flight(config, new Flight.Options(sets, true, TestFlight.SEED, out, false), new Console())
                    .run();
        } catch (DeviceException e) {
            throw new AssertionError("the flight was refused", e);
        }
        Path log = out.resolve("flight.mcap");
        return new Flown(log, frames(log), summary.faults());
    }

    private static long frames(Path file) throws IOException {
        CRC32C sum = new CRC32C();
        try (LogReader log = LogReader.open(file)) {
            TickRecord record = log.schema().newRecord();
            while (log.next(record)) {
                add(sum, record.in.sensors.sampleNs);
                add(sum, record.in.sensors.validBits);
                for (double value : record.in.sensors.values) {
                    add(sum, Double.doubleToRawLongBits(value));
                }
                for (double value : record.out.decision.command) {
                    add(sum, Double.doubleToRawLongBits(value));
                }
            }
        }
        return sum.getValue();
    }

    private static void add(CRC32C sum, long bits) {
        sum.update(ByteBuffer.allocate(Long.BYTES).putLong(bits).flip());
    }
}
