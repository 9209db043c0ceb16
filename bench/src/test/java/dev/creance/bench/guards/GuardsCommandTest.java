package dev.creance.bench.guards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.creance.policies.Engine;
import dev.creance.policies.Guards;
import dev.creance.runtime.LearnedGuard;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Few flights of the bench's: that guards see what they are there to see, and not what they cannot. */
class GuardsCommandTest {
    @TempDir
    Path folder;

    private JsonNode run(String... arguments) throws IOException {
        Path json = folder.resolve("guards.json");
        StringWriter said = new StringWriter();
        String[] all = Stream.concat(Stream.of(arguments), Stream.of("--threads=2", "--json=" + json))
                .toArray(String[]::new);
        int exit = new CommandLine(new GuardsCommand())
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute(all);
        assertThat(exit).as(said.toString()).isZero();
        return new ObjectMapper().readTree(json.toFile()).path("families").path(0);
    }

    private static JsonNode detection(JsonNode family, String threat, String guard) {
        for (JsonNode row : family.path("detections")) {
            for (JsonNode cell : row.path("guards")) {
                if (row.path("threat").textValue().equals(threat)
                        && cell.path("guard").textValue().equals(guard)) {
                    return cell;
                }
            }
        }
        throw new AssertionError(threat + ", " + guard + " is not in " + family);
    }

    private static double area(JsonNode cell) {
        return cell.path("auc").path(1).path("auc").doubleValue();
    }

    @Test
    void aPositionThatIsOffIsDetectedAtOnceAndASmallOffsetOfTheGyroByNothingThatKnowsMotionAlone() throws IOException {
        JsonNode family =
                run("--family=quadrotor", "--episodes=5", "--nominal=10", "--threat=position 0.2 m,gyro 0.1 rad/s");

        JsonNode off = detection(family, "bias, position 0.2 m", "innovation_200ms");
        assertThat(off.path("detected").intValue()).isEqualTo(5);
        assertThat(off.path("detected_of").intValue()).isEqualTo(5);
        assertThat(off.path("delay_ticks_p95").intValue()).isBetween(0, 20);
        assertThat(area(off)).isGreaterThan(0.95);
        JsonNode missed = detection(family, "bias, gyro 0.1 rad/s", "innovation_200ms");
        assertThat(missed.path("detected").intValue()).isZero();
        assertThat(area(missed)).isBetween(0.2, 0.8);
        assertThat(area(detection(family, "nothing", "mahalanobis"))).isEqualTo(0.5);
        for (JsonNode row : family.path("false_alarms")) {
            assertThat(row.path("hours").doubleValue()).isPositive();
        }
    }

    /** Its model allows for all machines within their tolerances: what they may do in a tick is more than a small offset. */
    @Test
    void aDrivesInnovationSeesStrongNoiseOfItsCurrentsAndNoSmallOffset() throws IOException {
        JsonNode family = run("--family=drive", "--episodes=5", "--nominal=10", "--threat=current 25 A,current 3 A");

        JsonNode strong = detection(family, "noise, current 25 A", "innovation");
        assertThat(strong.path("detected").intValue()).isEqualTo(5);
        assertThat(strong.path("delay_ticks_p95").intValue()).isBetween(1, 100);
        assertThat(detection(family, "bias, current 3 A", "innovation")
                        .path("detected")
                        .intValue())
                .isZero();
    }

    @Test
    void anEpisodeIsTheSameOnceMoreWhateverTheThreads() throws InterruptedException {
        Family family = new CurrentFamily();
        Threat threat = family.threats().getFirst();

        List<Outcome> once = new Campaign(family, 3, 1).run(threat, 4);
        List<Outcome> again = new Campaign(family, 3, 2).run(threat, 4);

        assertThat(again).usingRecursiveComparison().isEqualTo(once);
        assertThat(once.get(0).harm()).isNotEqualTo(once.get(1).harm());
    }

    @Test
    void aCalibratedTableIsTheOneItsManifestNames() throws IOException {
        Path zoo = Path.of("../policies/zoo/quadrotor-distance");
        Path own = Files.createDirectories(folder.resolve("own"));
        for (String file : List.of("guard.yaml", "distance.csv", "LICENSE")) {
            Files.copy(zoo.resolve(file), own.resolve(file));
        }

        int exit = new CommandLine(new GuardsCommand())
                .execute("--family=quadrotor", "--episodes=4", "--threads=2", "--calibrate=" + own);

        assertThat(exit).isZero();
        assertThat(own.resolve("distance.csv")).content().isNotEqualTo(Files.readString(zoo.resolve("distance.csv")));
        try (LearnedGuard guard =
                Guards.open(own.toString(), Path.of(""), Engine.NATIVE, new FlightFamily().environment())) {
            assertThat(guard.table()).hasDimensions(17, 16);
        }
    }

    @Test
    void aCalibrationTwiceComesToTheSame() throws IOException {
        String[] tables = new String[2];
        for (int i = 0; i < 2; i++) {
            Path own = Files.createDirectories(folder.resolve("own" + i));
            for (String file : List.of("guard.yaml", "samples.csv", "LICENSE")) {
                Files.copy(Path.of("../policies/zoo/quadrotor-samples").resolve(file), own.resolve(file));
            }
            new CommandLine(new GuardsCommand())
                    .execute("--family=quadrotor", "--episodes=2", "--threads=" + (i + 1), "--calibrate=" + own);
            tables[i] = Files.readString(own.resolve("samples.csv"));
        }

        assertThat(tables[0]).isEqualTo(tables[1]);
    }
}
