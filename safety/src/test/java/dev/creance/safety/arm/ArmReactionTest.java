package dev.creance.safety.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.Cause;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Source;
import dev.creance.runtime.StopRequest;
import dev.creance.runtime.Verdict;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What follows from a fault: detection, reaction, end state. */
class ArmReactionTest {
    private final ArmRun run = ArmRun.of(ArmFixtures.LIMITS, ArmFixtures.READY);

    /** Joint 0 turning at 0.5 rad/s under a policy that moves its set point in every tick. */
    private void turning() {
        run.until(FailsafeState.ACTIVE, 1);
        double from = run.decision().command[0];
        long since = run.tick();
        run.pilot = (r, proposal) -> {
            System.arraycopy(r.out.decision.command, 0, proposal, 0, proposal.length);
            double t = (r.tick() - since) * 1e-3;
            proposal[0] = from + (t < 0.1 ? 2.5 * t * t : 0.025 + 0.5 * (t - 0.1));
        };
        run.run(0.3);
        assertThat(run.state()).isEqualTo(FailsafeState.ACTIVE);
        assertThat(run.decision().verdict).isEqualTo(Verdict.PASS);
    }

    @Test
    void anAdmissibleProposalIsExecutedAsItRoundsToTheWire() {
        turning();
        run.step();
        assertThat(run.decision().source).isEqualTo(Source.POLICY);
        assertThat(run.decision().command[0]).isEqualTo((float) run.out.proposal[0]);
    }

    @Test
    void aStepIsApproachedAsFastAsTheLimitsAllowAndWithoutSwingingAboutIt() {
        run.until(FailsafeState.ACTIVE, 1);
        double[] goal = run.decision().command.clone();
        goal[0] += 0.5;
        run.pilot = (r, proposal) -> System.arraycopy(goal, 0, proposal, 0, goal.length);
        double most = 0;
        for (int i = 0; i < 1500; i++) {
            run.step();
            most = Math.max(most, run.decision().command[0]);
        }
        assertThat(run.decision().command[0]).isCloseTo(goal[0], within(1e-6));
        assertThat(most).isLessThan(goal[0] + 1e-5);
        assertThat(run.arm.state.position[0]).isCloseTo(goal[0], within(0.01));
    }

    @Test
    void aPolicyThatReturnsNaNLosesTheArmInTheSameTickAndTheArmStops() {
        turning();
        run.meddler = (r, in) -> Arrays.fill(r.out.proposal, Double.NaN);
        run.step();
        assertThat(run.decision().source).isEqualTo(Source.BACKUP);
        assertThat(run.state()).isEqualTo(FailsafeState.BACKUP);
        double at = run.decision().command[0];
        run.run(0.5);
        assertThat(run.decision().command[0]).isBetween(at, at + 0.5 * 0.5 / 20 + 0.003);
        run.until(FailsafeState.LANDED, 5);
        assertThat(run.device).isEqualTo(DeviceState.DISARMED);
    }

    @Test
    void aControlledStopBrakesHoldsAndClosesTheBrakes() {
        turning();
        run.meddler = (r, in) -> in.stop = StopRequest.CONTROLLED;
        run.step();
        assertThat(run.state()).isEqualTo(FailsafeState.LANDING);
        run.until(FailsafeState.LANDED, 5);
        assertThat(run.device).isEqualTo(DeviceState.DISARMED);
        assertThat(Math.abs(run.arm.state.velocity[0])).isLessThan(0.03);
    }

    @Test
    void aPolicyThatPushesTheToolAgainstAWallIsHeldBeforeItAndKeepsTheArm() {
        run.until(FailsafeState.ACTIVE, 1);
        run.pilot = (r, proposal) -> {
            System.arraycopy(ArmFixtures.READY, 0, proposal, 0, proposal.length);
            proposal[1] = 1.5;
        };
        long causes = 0;
        for (int i = 0; i < 3000; i++) {
            run.step();
            causes |= run.decision().causes;
            assertThat(run.state()).isEqualTo(FailsafeState.ACTIVE);
        }
        assertThat(causes & Cause.WORKSPACE.bit()).isNotZero();
        assertThat(run.arm.toolM[2] - 0.1).as("above the floor").isBetween(0.0, 0.06);
    }

    @Test
    void aJointThatSomethingHoldsTakesTheArmFromThePolicy() {
        turning();
        double held = (float) run.arm.state.position[0];
        run.meddler = (r, in) -> {
            in.sensors.values[0] = held;
            in.sensors.values[ArmRun.JOINTS] = 0;
        };
        run.until(FailsafeState.BACKUP, 2);
        assertThat(run.decision().transitionCause).isEqualTo(Cause.TRACKING);
        assertThat(run.decision().command[0] - held).isBetween(0.35, 0.45);
    }

    @Test
    void withoutFramesTheSetPointsStopAndThenTheFirmwareTakesOver() {
        turning();
        run.linkUp = false;
        run.run(0.02);
        assertThat(run.state()).isEqualTo(FailsafeState.BACKUP);
        run.run(0.6);
        assertThat(run.state()).isEqualTo(FailsafeState.DEVICE_LANDING);
    }

    @Test
    void aJointThatMovesWithoutChangingItsPositionIsAStuckSensor() {
        turning();
        double[] frozen = run.in.sensors.values.clone();
        run.meddler = (r, in) -> System.arraycopy(frozen, 0, in.sensors.values, 0, frozen.length);
        run.run(0.04);
        assertThat(run.state()).isEqualTo(FailsafeState.DEVICE_LANDING);
    }

    @Test
    void anArmThatMovesOrStandsOutsideItsLimitsIsNotArmed() {
        ArmRun outside = ArmRun.of(ArmFixtures.LIMITS, new double[] {2.88, -0.78, 0, -2.35, 0, 1.57, 0.78});
        outside.arm.state.velocity[3] = 0.2;
        outside.step();
        assertThat(outside.decision().armingBlockers & Cause.JOINT_POSITION.bit())
                .isNotZero();
        assertThat(outside.decision().armingBlockers & Cause.NOT_AT_REST.bit()).isNotZero();
    }
}
