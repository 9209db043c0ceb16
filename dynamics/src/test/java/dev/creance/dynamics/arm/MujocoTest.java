package dev.creance.dynamics.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.creance.dynamics.arm.urdf.ArmModels;
import dev.creance.dynamics.arm.urdf.Urdf;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Held against MuJoCo, which read the same URDF texts: see README.md beside the golden file. Deviations are relative to the
 * largest entry of the vector.
 */
class MujocoTest {
    private static final List<Arm> ARMS = new ArrayList<>();

    /** An arm and the states it was solved in. */
    private record Arm(Chain chain, JsonNode states) {}

    /** One state of an arm, on both sides. */
    private static final class Solved {
        final Chain chain;
        final JsonNode golden;
        final ChainMotion motion;
        final double[] speed;

        Solved(Chain chain, JsonNode golden) {
            this.chain = chain;
            this.golden = golden;
            motion = new ChainMotion(chain);
            speed = numbers("v");
            motion.update(numbers("q"), speed);
        }

        double[] numbers(String field) {
            double[] numbers = new double[golden.get(field).size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = golden.get(field).get(i).doubleValue();
            }
            return numbers;
        }

        double[] accelerations() {
            double[] effort = numbers("effort");
            for (int i = 0; i < effort.length; i++) {
                effort[i] -= chain.joints().get(i).drivetrain().damping() * speed[i];
            }
            double[] acceleration = new double[effort.length];
            new ForwardDynamics(chain).accelerations(motion, effort, wrench(), acceleration);
            return acceleration;
        }

        /** Force and moment at a place, about the base's origin. */
        private double[] wrench() {
            double[] given = numbers("wrench");
            double[] force = {given[0], given[1], given[2]};
            double[] spatial = new double[6];
            Spatial.forceAt(numbers("place"), force, spatial);
            for (int k = 0; k < 3; k++) {
                spatial[k] += given[k + 3];
            }
            return spatial;
        }
    }

    /** What to compare, and with which field. */
    private interface Quantity {
        double[] of(Solved solved);
    }

    @BeforeAll
    static void readGoldenFile() throws Exception {
        ObjectMapper json = new ObjectMapper();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(MujocoTest.class.getResourceAsStream("mujoco.jsonl.gz")),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode entry = json.readTree(line);
                Chain chain = entry.has("arm")
                        ? ArmModels.named(entry.get("arm").textValue())
                        : Urdf.parse("golden.urdf", entry.get("urdf").textValue())
                                .chain();
                ARMS.add(new Arm(withToolOnTheLastLink(chain), entry.get("states")));
            }
        }
    }

    @Test
    void thereAreTheShippedArmsAndAThousandRandomChains() {
        assertThat(ARMS).hasSize(1002);
        assertThat(ARMS.stream().map(arm -> arm.chain.name())).startsWith("franka-panda", "so-101");
        assertThat(ARMS.stream().mapToInt(arm -> arm.chain.size()).distinct())
                .containsExactlyInAnyOrder(2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void accelerationsAgree() {
        assertThat(worst("acceleration", Solved::accelerations)).isLessThan(1e-9);
    }

    @Test
    void gravityAndCoriolisForcesAgree() {
        assertThat(worst("bias", solved -> {
                    double[] bias = new double[solved.chain.size()];
                    new InverseDynamics(solved.chain).bias(solved.motion, bias);
                    return bias;
                }))
                .isLessThan(1e-9);
    }

    @Test
    void theLastLinkIsWhereMujocoHasIt() {
        assertThat(worst("origin", solved -> solved.motion.origin[solved.chain.size() - 1]))
                .isLessThan(1e-12);
    }

    private static double worst(String field, Quantity quantity) {
        double worst = 0;
        for (Arm arm : ARMS) {
            for (JsonNode state : arm.states) {
                Solved solved = new Solved(arm.chain, state);
                worst = Math.max(worst, deviation(quantity.of(solved), solved.numbers(field)));
            }
        }
        return worst;
    }

    private static double deviation(double[] actual, double[] golden) {
        double scale = 0;
        double error = 0;
        for (int i = 0; i < golden.length; i++) {
            scale = Math.max(scale, Math.abs(golden[i]));
            error = Math.max(error, Math.abs(actual[i] - golden[i]));
        }
        return error / scale;
    }

    private static Chain withToolOnTheLastLink(Chain chain) {
        Chain.Tool tool = new Chain.Tool(chain.size() - 1, Pose.identity());
        return new Chain(chain.name(), chain.joints(), tool, chain.gravityMPerS2());
    }
}
