package dev.creance.sim.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.Drivetrain;
import dev.creance.dynamics.arm.Joint;
import dev.creance.dynamics.arm.RigidBody;
import dev.creance.dynamics.arm.identify.ArmIdentification;
import dev.creance.dynamics.arm.urdf.ArmModels;
import dev.creance.dynamics.arm.urdf.Urdf;
import dev.creance.dynamics.arm.urdf.UrdfText;
import dev.creance.dynamics.identify.Finding.Found;
import dev.creance.dynamics.identify.Identification;
import dev.creance.dynamics.identify.UnfitRecording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A Panda that carries something and has other drive trains than its description says. */
class ArmIdentificationTest {
    private static final double[] HOME = {0, -0.785, 0, -2.356, 0, 1.571, 0.785};
    private static final double PAYLOAD_KG = 0.73;
    private static final Chain PRIOR = ArmModels.named("franka-panda");
    private static final Chain TRUTH = loaded();

    private static Chain loaded() {
        List<Joint> joints = new ArrayList<>();
        for (int j = 0; j < PRIOR.size(); j++) {
            Joint joint = PRIOR.joints().get(j);
            RigidBody link = joint.link();
            if (j == PRIOR.tool().link()) {
                double[] at = PRIOR.tool().pose().positionM();
                link = link.plus(new RigidBody(PAYLOAD_KG, at, new double[9]));
            }
            Drivetrain train = joint.drivetrain();
            joints.add(new Joint(
                    joint.name(),
                    joint.kind(),
                    joint.placement(),
                    joint.axis(),
                    joint.limits(),
                    new Drivetrain(1.4 * train.damping() + 0.05, 0.7 * train.friction() + 0.1, 1.3 * train.armature()),
                    link));
        }
        return new Chain(PRIOR.name(), joints, PRIOR.tool(), PRIOR.gravityMPerS2());
    }

    private static Map<String, Double> truths() {
        Map<String, Double> truths = new LinkedHashMap<>();
        truths.put("delay_s", RecordedArm.delayS());
        truths.put("payload_kg", PAYLOAD_KG);
        for (int j = 0; j < TRUTH.size(); j++) {
            Drivetrain train = TRUTH.joints().get(j).drivetrain();
            truths.put("friction_" + j + "_nm", train.friction());
            truths.put("damping_" + j + "_nm_s_per_rad", train.damping());
            truths.put("armature_" + j + "_kg_m2", train.armature());
        }
        return truths;
    }

    private static ArmIdentification.Result identify(double swingRad, long seed) throws UnfitRecording {
        return ArmIdentification.of(RecordedArm.of(TRUTH, PRIOR, HOME, swingRad, seed), PRIOR);
    }

    @Test
    void boundsHoldTheTruthInNineOfTenRuns() throws UnfitRecording {
        int runs = 12;
        Map<String, Integer> holds = new LinkedHashMap<>();
        Map<String, Integer> tells = new LinkedHashMap<>();
        for (int run = 0; run < runs; run++) {
            Identification found = identify(0.4, run).identification();
            truths().forEach((name, truth) -> {
                Optional<Found> finding = found.found(name);
                tells.merge(name, finding.isPresent() ? 1 : 0, Integer::sum);
                holds.merge(name, finding.isPresent() && finding.get().bound().contains(truth) ? 1 : 0, Integer::sum);
            });
        }

        double told = tells.values().stream().mapToInt(count -> count).sum();
        double held = holds.values().stream().mapToInt(count -> count).sum();
        assertThat(told).isGreaterThan(0.9 * runs * truths().size());
        assertThat(held / told).isGreaterThan(0.9);
    }

    @Test
    void findsAPayloadThatIsNotThereToBeNone() throws UnfitRecording {
        Identification found = ArmIdentification.of(RecordedArm.of(PRIOR, PRIOR, HOME, 0.4, 50), PRIOR)
                .identification();

        Found payload = found.found("payload_kg").orElseThrow();
        assertThat(payload.value()).isCloseTo(0, within(0.005));
        assertThat(payload.bound().contains(0)).as(payload.toString()).isTrue();
    }

    @Test
    void anArmThatStandsStillLeavesItsDriveTrainsOpen() throws UnfitRecording {
        Identification found = identify(0, 51).identification();

        for (int j = 0; j < TRUTH.size(); j++) {
            assertThat(found.found("damping_" + j + "_nm_s_per_rad"))
                    .as("damping " + j)
                    .isEmpty();
            assertThat(found.open("damping_" + j + "_nm_s_per_rad").orElseThrow())
                    .contains("move this joint faster");
        }
    }

    @Test
    void whatIsWrittenReadsAsTheArmFoundWithItsBounds() throws UnfitRecording {
        ArmIdentification.Result result = identify(0.4, 52);

        Urdf read = Urdf.parse(
                "mine.urdf", UrdfText.of(result.chain(), result.identification().bounds(), "a test"));

        assertThat(read.bounds()).contains(result.identification().bounds());
        Chain chain = read.chain();
        assertThat(chain.size()).isEqualTo(TRUTH.size());
        for (int j = 0; j < chain.size(); j++) {
            Joint found = result.chain().joints().get(j);
            Joint again = chain.joints().get(j);
            assertThat(again.drivetrain()).isEqualTo(found.drivetrain());
            assertThat(again.limits()).isEqualTo(found.limits());
            assertThat(again.link().massKg()).isEqualTo(found.link().massKg());
            assertThat(again.placement().rotation())
                    .containsExactly(found.placement().rotation(), within(1e-12));
        }
        assertThat(chain.tool().pose().positionM())
                .containsExactly(PRIOR.tool().pose().positionM(), within(1e-12));
    }
}
