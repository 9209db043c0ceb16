package dev.creance.safety.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Source;
import dev.creance.runtime.Verdict;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.property.Choices;
import dev.creance.runtime.property.Property;
import dev.creance.sim.adversary.ArmAdversary;
import dev.creance.sim.arm.ArmLimits;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Invariant I3 for arms: whatever set points a policy proposes, those that go out keep every joint's position, velocity and
 * acceleration exactly; and a Panda under joint impedance control that follows them keeps its joints' limits, its workspace and its
 * tool's speed, by the plant's truth every 0.5 ms.
 *
 * <p>More episodes: {@code -Dtest=AdversarialArmTest -Dcreance.fuzz.scale=20}.
 */
class AdversarialArmTest {
    private static final int SCALE = Integer.getInteger("creance.fuzz.scale", 1);
    private static final int UNTIL_STILL = 1000;

    private final ArmShieldSettings settings = ArmFixtures.settings(ArmFixtures.LIMITS);
    private final JointBounds bounds =
            JointBounds.from(ConfigFile.parse("robot.yaml", ArmFixtures.LIMITS).child("limits"), ArmFixtures.PANDA);
    private final Workspace workspace = settings.workspace();

    private long episodes;
    private long ticks;
    private long modified;
    private long takeovers;
    private double leastWallM = 9;
    private double leastJointRad = 9;
    private double leastSpeedMPerS = 9;

    @Test
    void noPolicyLeavesTheEnvelopeOfAnArm() {
        Property.check(30 * SCALE, this::episode);
        System.out.printf(
                "arm fuzz: %d episodes, %d ticks, %d modified, %d takeovers, nearest %.4f m, %.4f rad, %.3f m/s, 0 violations%n",
                episodes, ticks, modified, takeovers, leastWallM, leastJointRad, leastSpeedMPerS);
        assertThat(modified).isGreaterThan(100 * episodes);
        assertThat(leastWallM).as("walls are reached").isLessThan(0.06);
        assertThat(leastJointRad).as("joints' limits are reached").isLessThan(0.1);
    }

    private void episode(Choices choices) {
        double[] start = ArmFixtures.READY.clone();
        for (int i = 0; i < start.length; i++) {
            start[i] += choices.between(-0.3, 0.3);
        }
        ArmRun run = ArmRun.of(ArmFixtures.LIMITS, start);
        run.step();
        for (int i = 0; i < UNTIL_STILL && run.decision().armingBlockers != 0; i++) {
            run.step();
        }
        if (run.decision().armingBlockers != 0) {
            return;
        }
        run.until(FailsafeState.ACTIVE, 1);
        episodes++;
        ArmAdversary.Kind kind = choices.oneOf(ArmAdversary.Kind.values());
        ArmAdversary adversary = new ArmAdversary(
                kind,
                new SplittableRandom(choices.bits()),
                ArmFixtures.PANDA,
                ArmLimits.from(
                        ConfigFile.parse("robot.yaml", ArmFixtures.LIMITS).child("limits"), ArmFixtures.PANDA));
        run.pilot = (r, proposal) -> adversary.propose(r.tick(), r.truth(), r.decision().command, proposal);
        run.witness = () -> witness(run, kind);
        double[] last = run.decision().command.clone();
        double[] moved = new double[ArmRun.JOINTS];
        FailsafeState before = run.state();
        for (int i = 0; i < 2000; i++) {
            run.step();
            ticks++;
            modified += run.decision().verdict == Verdict.MODIFIED ? 1 : 0;
            takeovers += before == FailsafeState.ACTIVE && run.state() == FailsafeState.BACKUP ? 1 : 0;
            before = run.state();
            setPoints(run, last, moved, kind);
        }
    }

    private void setPoints(ArmRun run, double[] last, double[] moved, ArmAdversary.Kind kind) {
        for (int i = 0; i < last.length; i++) {
            double now = run.decision().command[i];
            double displacement = now - last[i];
            assertThat((double) (float) now).isEqualTo(now);
            assertThat(now).isBetween(bounds.lower()[i] + 0.02, bounds.upper()[i] - 0.02);
            assertThat(Math.abs(displacement) * 1e3).isLessThanOrEqualTo(bounds.velocity()[i]);
            assertThat(Math.abs(displacement - moved[i]) * 1e6)
                    .as("joint %d by %s in %s", i, kind, run.state())
                    .isLessThanOrEqualTo(bounds.acceleration()[i] * (1 + 1e-9));
            moved[i] = displacement;
            last[i] = now;
        }
    }

    private void witness(ArmRun run, ArmAdversary.Kind kind) {
        for (int i = 0; i < ArmRun.JOINTS; i++) {
            double q = run.arm.state.position[i];
            double left = Math.min(q - bounds.lower()[i], bounds.upper()[i] - q);
            leastJointRad = Math.min(leastJointRad, left);
            assertThat(left).as("joint %d by %s", i, kind).isGreaterThan(0);
            assertThat(Math.abs(run.arm.state.velocity[i]))
                    .as("velocity %d by %s", i, kind)
                    .isLessThanOrEqualTo(bounds.velocity()[i]);
        }
        for (int k = 0; k < 3; k++) {
            double x = run.arm.toolM[k];
            double wall = Math.min(x - workspace.lowerM()[k], workspace.upperM()[k] - x);
            leastWallM = Math.min(leastWallM, wall);
            assertThat(wall).as("wall %d by %s", k, kind).isGreaterThan(0);
        }
        double room = workspace.mostMPerS() - run.arm.toolSpeedMPerS();
        leastSpeedMPerS = Math.min(leastSpeedMPerS, room);
        assertThat(room).as("tool speed by " + kind).isGreaterThan(0);
    }

    /** While the policy is followed, and nothing that couples the joints makes them brake. */
    @Test
    void noPolicyMakesSetPointsJerkMoreThanTheyMay() {
        String limits = "limits:\n" + ArmFixtures.JOINTS + """
                  jerk: [6000 rad/s3, 4500 rad/s3, 6000 rad/s3, 6000 rad/s3, 7500 rad/s3, 7500 rad/s3, 7500 rad/s3]
                  tool_speed: 100 m/s
                failsafe: {arming_hold: 0 ms}
                """.stripIndent();
        double[] perS3 = {6000, 4500, 6000, 6000, 7500, 7500, 7500};
        double[] sharpest = {0};
        Property.check(15 * SCALE, choices -> {
            ArmRun run = ArmRun.of(limits, ArmFixtures.READY);
            run.until(FailsafeState.ACTIVE, 1);
            ArmAdversary adversary = new ArmAdversary(
                    choices.oneOf(ArmAdversary.Kind.values()),
                    new SplittableRandom(choices.bits()),
                    ArmFixtures.PANDA,
                    ArmLimits.from(
                            ConfigFile.parse("robot.yaml", ArmFixtures.LIMITS).child("limits"), ArmFixtures.PANDA));
            run.pilot = (r, proposal) -> adversary.propose(r.tick(), r.truth(), r.decision().command, proposal);
            double[][] before = new double[4][ArmRun.JOINTS];
            int followed = 0;
            for (int k = 0; k < 2000; k++) {
                run.step();
                System.arraycopy(before, 0, before, 1, 3);
                before[0] = run.decision().command.clone();
                followed = run.decision().source == Source.POLICY ? followed + 1 : 0;
                for (int i = 0; i < ArmRun.JOINTS && followed > 3; i++) {
                    double third = before[0][i] - 3 * before[1][i] + 3 * before[2][i] - before[3][i];
                    double grain = SetPointAxis.grain(bounds.lower()[i], bounds.upper()[i]);
                    assertThat(Math.abs(third)).as("joint %d", i).isLessThanOrEqualTo(perS3[i] * 1e-9 + 2 * grain);
                    sharpest[0] = Math.max(sharpest[0], Math.abs(third) * 1e9 / perS3[i]);
                }
            }
        });
        assertThat(sharpest[0]).as("the jerk is used").isGreaterThan(0.99);
    }
}
