package dev.creance.bench.shield;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A million steps in all, each time; for more of them, {@code creance bench shield --adversarial 1e8}. */
class AttackTest {
    /** A certificate of a quadrotor is a flight of its own, that of an axis a few multiplications. */
    private static final Map<String, Long> STEPS = Map.of(
            "quadrotor",
            100_000L,
            "takeoff",
            100_000L,
            "obstacles",
            100_000L,
            "drive",
            100_000L,
            "dclink",
            100_000L,
            "reluctance",
            100_000L,
            "arm",
            100_000L,
            "links",
            100_000L,
            "contact",
            100_000L,
            "axis",
            200_000L);

    private static final int THREADS = 2;

    @TempDir
    Path folder;

    private static Tally attack(BarrierSet set, String guard, long steps, int threads) throws InterruptedException {
        return new Attack(set, guard, 20261123, threads).run(steps, done -> {});
    }

    @TestFactory
    Stream<DynamicTest> noLimitIsViolatedThoughItIsReachedAndThePolicyStaysInCharge() {
        return BarrierSet.all().stream()
                .map(set -> DynamicTest.dynamicTest(set.name(), () -> {
                    Tally tally = attack(set, Guards.OURS, STEPS.get(set.name()), THREADS);

                    assertThat(tally.violations)
                            .as("%s", tally.violationsByKind)
                            .isZero();
                    assertThat(tally.steps).isGreaterThanOrEqualTo(STEPS.get(set.name()));
                    assertThat(tally.nonFiniteCommands).isZero();
                    assertThat(java.util.Arrays.stream(tally.most).max().orElseThrow())
                            .as("a limit is reached")
                            .isGreaterThan(0.9);
                    assertThat(tally.policySteps).as("steps under the policy").isGreaterThan(tally.steps / 20);
                }));
    }

    @TestFactory
    Stream<DynamicTest> withoutAShieldTheSameAttacksViolateIt() {
        return BarrierSet.all().stream()
                .map(set -> DynamicTest.dynamicTest(set.name(), () -> {
                    Tally tally = attack(set, Guards.NONE, 20_000, THREADS);

                    assertThat(tally.violatedEpisodes).isGreaterThan(tally.episodes / 5);
                }));
    }

    @Test
    void limitersThatDoNotLookAtTheWayOfBrakingOvershootByIt() throws InterruptedException {
        for (String peer : List.of(Guards.ROS2_POSITION, Guards.ROS2_VELOCITY)) {
            Tally tally = attack(new AxisSet(), peer, 50_000, THREADS);

            // V^2 / 2A = 0.4 rad beyond a limit of 1 rad, and more where a command that is no number has passed
            assertThat(tally.most[0]).as(peer).isGreaterThan(1.35);
        }
    }

    @Test
    void episodesDependOnTheSeedAloneAndNotOnTheThreads() throws InterruptedException {
        Tally one = attack(new AxisSet(), Guards.OURS, 100_000, 1);
        Tally two = attack(new AxisSet(), Guards.OURS, 100_000, 3);

        assertThat(two.steps).isEqualTo(one.steps);
        assertThat(two.most).isEqualTo(one.most);
        assertThat(two.modifiedSteps).isEqualTo(one.modifiedSteps);
        assertThat(two.byAttack.keySet()).isEqualTo(one.byAttack.keySet());
    }

    @Test
    void theCommandReportsEachGuardOfEachSet() throws IOException {
        Path json = folder.resolve("shield.json");
        StringWriter said = new StringWriter();

        int exit = new CommandLine(new ShieldCommand())
                .setOut(new PrintWriter(said))
                .execute("--adversarial=1000", "--set=axis", "--threads=1", "--json=" + json);

        assertThat(exit).as(said.toString()).isZero();
        JsonNode rows = new ObjectMapper().readTree(json.toFile()).get("rows");
        assertThat(rows).hasSize(new AxisSet().guards().size());
        JsonNode ours = rows.get(0);
        assertThat(ours.get("guard").textValue()).isEqualTo("creance");
        assertThat(ours.get("violations").longValue()).isZero();
        assertThat(ours.get("violation_probability_per_episode_below").doubleValue())
                .isEqualTo(Probability.upperBound(0, ours.get("episodes").longValue()));
        assertThat(said.toString()).contains("in charge").contains("within 5 %");
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        for (String[] arguments :
                new String[][] {{"--adversarial=0"}, {"--adversarial=1000", "--set=boat"}, {"--adversarial=10.5"}, {}
                }) {
            int exit = new CommandLine(new ShieldCommand())
                    .setErr(new PrintWriter(new StringWriter()))
                    .execute(arguments);
            assertThat(exit).isEqualTo(2);
        }
    }
}
