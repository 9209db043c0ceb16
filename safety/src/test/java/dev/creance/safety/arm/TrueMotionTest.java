package dev.creance.safety.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Source;
import org.junit.jupiter.api.Test;

/** What is kept of the arm itself, where its firmware's law is known. */
class TrueMotionTest {
    /** Stretched forwards: levers are longest, and so is what the drives turn. */
    private static final double[] STRETCHED = {0, 0.9, 0, -0.5, 0, 1.4, 0.785};

    private static final String LIMITS =
            "limits:\n" + ArmFixtures.JOINTS + "  tool_speed: 1 m/s\nfailsafe: {arming_hold: 0 ms}\n";

    /** Softly damped, so that it overshoots. */
    private static final double[] SOFT = {18, 18, 18, 18, 12, 8, 3};

    private static final String SERVO =
            "backup: {servo: {stiffness: [600, 600, 600, 600, 250, 150, 50], damping: [18, 18, 18, 18, 12, 8, 3]}}\n";

    /** The greatest true speed of a tool that swings from side to side at full reach. */
    private static double fastest(String settings, boolean everyOther) {
        ArmRun run = ArmRun.of(settings, new TrueArm(STRETCHED, SOFT));
        run.until(FailsafeState.ACTIVE, 1);
        double[] most = {0};
        run.witness = () -> most[0] = Math.max(most[0], run.arm.toolSpeedMPerS());
        run.pilot = (each, proposal) -> {
            System.arraycopy(STRETCHED, 0, proposal, 0, proposal.length);
            proposal[0] = each.tick() / 500 % 2 == 0 ? 1.5 : -1.5;
            proposal[1] += each.tick() / 250 % 2 == 0 ? 0.4 : -0.6;
        };
        run.meddler = (each, in) -> in.sensorFresh &= !everyOther || each.tick() % 2 == 0;
        run.run(4);
        assertThat(run.decision().source).isEqualTo(Source.POLICY);
        assertThat(most[0]).as("the limit is used").isGreaterThan(0.8);
        return most[0];
    }

    @Test
    void aToolWhoseFirmwareSwingsIsNoFasterThanItsLimitThoughItsSetPointAloneWouldLetIt() {
        assertThat(fastest(LIMITS, false)).as("nothing is known of the law").isGreaterThan(1);
        assertThat(fastest(SERVO + LIMITS, false)).isLessThan(1);
    }

    @Test
    void framesThatAreMissingAreBridgedByTheLaw() {
        assertThat(fastest(SERVO + LIMITS, true)).isLessThan(1);
    }

    @Test
    void aHeldArmWhoseSetPointsAreAheadMayBeTakenBack() {
        ArmRun run = ArmRun.of(ArmFixtures.SERVO + LIMITS, ArmFixtures.READY);
        run.until(FailsafeState.ACTIVE, 1);
        run.held = true;
        double[] ahead = ArmFixtures.READY.clone();
        ahead[0] += 0.3;
        run.pilot = (each, proposal) -> System.arraycopy(ahead, 0, proposal, 0, proposal.length);
        run.run(1);
        assertThat(run.decision().command[0]).isGreaterThan(0.05);
        ahead[0] -= 0.3;
        run.run(1);

        assertThat(run.decision().command[0]).isBetween(-0.001, 0.001);
    }
}
