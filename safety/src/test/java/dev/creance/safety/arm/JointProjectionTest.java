package dev.creance.safety.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.dynamics.arm.InverseDynamics;
import dev.creance.dynamics.arm.Jacobian;
import dev.creance.runtime.Cause;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Source;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What couples the joints: walls, efforts, and the way from set point to tool; and that one projection answers for all of it. */
class JointProjectionTest {
    private static final double[] STILL = new double[ArmRun.JOINTS];

    private final ChainMotion motion = new ChainMotion(ArmFixtures.PANDA);
    private final double[] toolM = new double[3];

    private static String limits(String more) {
        return "limits:\n" + ArmFixtures.JOINTS + more + "\nfailsafe: {arming_hold: 0 ms}\n";
    }

    private double[] tool(double[] joints) {
        motion.update(joints, STILL);
        motion.point(
                ArmFixtures.PANDA.tool().link(), ArmFixtures.PANDA.tool().pose().positionM(), toolM);
        return toolM;
    }

    /** A policy that wants the tool's set point to go at a velocity, and changes the joints' no faster than each may by itself. */
    private final class Push implements ArmRun.Pilot {
        private static final double CHANGE = 0.9 * 7.5e-6;

        private final double[] velocityMPerS;
        private final double[] before;
        private final double[] jacobian = new double[Jacobian.ROWS * ArmRun.JOINTS];

        Push(ArmRun run, double... velocityMPerS) {
            this.velocityMPerS = velocityMPerS;
            before = run.decision().command.clone();
        }

        @Override
        public void propose(ArmRun run, double[] out) {
            double[] command = run.decision().command;
            Jacobian.ofPoint(motion, ArmFixtures.PANDA.tool().link(), tool(command), jacobian);
            double[] change = new double[ArmRun.JOINTS];
            double moved = 0;
            double asked = 0;
            for (int k = 0; k < 3; k++) {
                for (int i = 0; i < ArmRun.JOINTS; i++) {
                    change[i] += jacobian[k * ArmRun.JOINTS + i] * velocityMPerS[k];
                }
                asked += velocityMPerS[k] * velocityMPerS[k];
            }
            for (int i = 0; i < ArmRun.JOINTS; i++) {
                moved += change[i] * change[i];
            }
            for (int i = 0; i < ArmRun.JOINTS; i++) {
                double last = command[i] - before[i];
                double wanted = change[i] * asked / moved * 1e-3;
                out[i] = command[i] + last + Math.clamp(wanted - last, -CHANGE, CHANGE);
                before[i] = command[i];
            }
        }
    }

    @Test
    void aToolThatIsPushedIntoAWallSlidesAlongIt() {
        ArmRun run = ArmRun.of(
                limits("  workspace: {box: [[-1 m, 1 m], [-0.15 m, 0.15 m], [0 m, 1.2 m]]}"), ArmFixtures.READY);
        run.until(FailsafeState.ACTIVE, 1);
        run.pilot = new Push(run, 0, 0.2, -0.1);
        run.run(1.5);
        double[] there = tool(run.decision().command).clone();
        assertThat(there[1]).as("at the wall, less what it keeps away").isBetween(0.125, 0.1301);
        run.run(0.5);
        double[] later = tool(run.decision().command).clone();
        assertThat(later[1]).isBetween(0.125, 0.1301);
        assertThat(later[2] - there[2]).as("down along it at 0.1 m/s").isBetween(-0.055, -0.04);
        assertThat(run.decision().source).isEqualTo(Source.POLICY);
        assertThat(run.decision().causes & Cause.WORKSPACE.bit()).isNotZero();
    }

    @Test
    void followingTheSetPointsTakesNoMoreEffortThanItsShare() {
        double share = 0.42;
        ArmRun run = ArmRun.of(limits("  following_effort: 0.42"), ArmFixtures.READY);
        run.until(FailsafeState.ACTIVE, 1);
        SplittableRandom random = new SplittableRandom(3);
        double[] goal = ArmFixtures.READY.clone();
        run.pilot = (each, proposal) -> {
            if (each.tick() % 150 == 0) {
                for (int i = 0; i < goal.length; i++) {
                    goal[i] = ArmFixtures.READY[i] + random.nextDouble(-1.2, 1.2);
                }
            }
            System.arraycopy(goal, 0, proposal, 0, goal.length);
        };
        InverseDynamics dynamics = new InverseDynamics(ArmFixtures.PANDA);
        double[] last = run.decision().command.clone();
        double[] speed = new double[ArmRun.JOINTS];
        double[] acceleration = new double[ArmRun.JOINTS];
        double[] effort = new double[ArmRun.JOINTS];
        double most = 0;
        long limited = 0;
        for (int tick = 0; tick < 6000; tick++) {
            run.step();
            motion.update(last, speed);
            for (int i = 0; i < ArmRun.JOINTS; i++) {
                double now = (run.decision().command[i] - last[i]) * 1e3;
                acceleration[i] = (now - speed[i]) * 1e3;
                speed[i] = now;
                last[i] = run.decision().command[i];
            }
            dynamics.efforts(motion, acceleration, new double[6], effort);
            for (int i = 0; i < ArmRun.JOINTS; i++) {
                double used = Math.abs(effort[i])
                        / ArmFixtures.PANDA.joints().get(i).limits().effort();
                most = Math.max(most, used);
                assertThat(used).as("joint %d, tick %d", i, tick).isLessThanOrEqualTo(share * (1 + 1e-9));
            }
            limited += (run.decision().causes & Cause.EFFORT.bit()) != 0 ? 1 : 0;
        }
        assertThat(most).as("what may be used is used").isGreaterThan(0.9 * share);
        assertThat(limited).isGreaterThan(20);
    }

    @Test
    void aToolThatIsHeldIsNotPressedFartherThanItsLead() {
        ArmRun run = ArmRun.of(limits("  tool_lead: 20 mm"), ArmFixtures.READY);
        run.until(FailsafeState.ACTIVE, 1);
        run.pilot = new Push(run, 0, 0, -0.1);
        run.run(0.6);
        double[] heldAt = run.arm.state.position.clone();
        double[] held = tool(heldAt).clone();
        double most = 0;
        for (int i = 0; i < 1000; i++) {
            run.step();
            System.arraycopy(heldAt, 0, run.arm.state.position, 0, ArmRun.JOINTS);
            System.arraycopy(STILL, 0, run.arm.state.velocity, 0, ArmRun.JOINTS);
            double[] setPoint = tool(run.decision().command);
            for (int k = 0; k < 3; k++) {
                most = Math.max(most, Math.abs(setPoint[k] - held[k]));
            }
            assertThat(most).as("after %d ms", i).isLessThanOrEqualTo(0.0201);
        }
        assertThat(most).as("it presses as far as it may").isGreaterThan(0.015);
        assertThat(run.decision().source).isEqualTo(Source.POLICY);

        run.pilot = new Push(run, 0, 0, 0.1);
        run.run(0.4);
        assertThat(tool(run.decision().command)[2]).as("and lets go").isGreaterThan(held[2] - 0.005);
    }
}
