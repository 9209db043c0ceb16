package dev.creance.safety.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Cause;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Source;
import org.junit.jupiter.api.Test;

/** A rule about how far a joint may turn, with and without prediction. */
class SetPointPredictionTest {
    private static final double MOST_RAD = 0.2;

    /** Under a policy that wants joint 0 beyond it. */
    private static ArmRun turning(String predict) {
        ArmRun run = ArmRun.of(
                ArmFixtures.LIMITS + "rules: [{name: near, always: joint.position.0 < " + MOST_RAD + " rad" + predict
                        + "}]\n",
                ArmFixtures.READY);
        run.until(FailsafeState.ACTIVE, 1);
        double[] goal = run.decision().command.clone();
        goal[0] += 0.5;
        run.pilot = (r, proposal) -> System.arraycopy(goal, 0, proposal, 0, goal.length);
        return run;
    }

    @Test
    void withoutPredictionTheBackupTakesOverWhenTheRuleIsBroken() {
        ArmRun run = turning("");
        run.until(FailsafeState.BACKUP, 2);
        assertThat(run.decision().transitionCause).isEqualTo(Cause.RULE);
        double at = run.truth()[0];
        run.run(0.3);

        assertThat(at).isGreaterThan(MOST_RAD - 1e-6);
        assertThat(run.truth()[0]).as("and brakes beyond it").isGreaterThan(MOST_RAD + 0.01);
    }

    @Test
    void withPredictionTheBackupBrakesBeforeItAndTheRuleIsKept() {
        ArmRun run = turning(", predict: 300 ms, reserve: 0.01 rad");
        double farthest = -1;
        double first = Double.NaN;
        for (int i = 0; i < 2000; i++) {
            run.step();
            farthest = Math.max(farthest, run.truth()[0]);
            if (Double.isNaN(first) && run.decision().source == Source.BACKUP) {
                first = run.truth()[0];
            }
            assertThat(run.state()).isEqualTo(FailsafeState.ACTIVE);
        }

        assertThat(first).isLessThan(MOST_RAD - 0.02);
        assertThat(farthest).isBetween(MOST_RAD - 0.02, MOST_RAD);
    }
}
