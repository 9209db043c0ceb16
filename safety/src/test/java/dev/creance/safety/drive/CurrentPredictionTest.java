package dev.creance.safety.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.runtime.Cause;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Source;
import dev.creance.runtime.config.ConfigError;
import org.junit.jupiter.api.Test;

/** Rules about currents and duties, with and without prediction. */
class CurrentPredictionTest {
    private static final long TICK_NS = 250_000;

    private static DriveRun under(String rule) {
        DriveRun run = DriveRun.of(
                DriveFixtures.KNOWN_PMSM,
                DriveFixtures.PMSM_LIMITS + "rules: [{name: gentle, " + rule + "}]\n",
                TICK_NS);
        run.until(FailsafeState.ACTIVE, 1);
        run.teleport(100, 0, 0);
        run.pilot = (r, proposal) -> {
            proposal[0] = 0;
            proposal[1] = 1;
        };
        return run;
    }

    @Test
    void withoutPredictionTheBackupTakesOverWhenTheRuleIsBroken() {
        DriveRun run = under("always: current.q < 100 A");
        run.until(FailsafeState.BACKUP, 0.1);

        assertThat(run.decision().transitionCause).isEqualTo(Cause.RULE);
        assertThat(run.in.sensors.values[6]).isGreaterThan(100);
    }

    @Test
    void withPredictionTheBackupActsBeforeItAndTheRuleIsKept() {
        DriveRun run = under("always: current.q < 100 A, predict: 2 ms, reserve: 5 A");
        double most = 0;
        boolean acted = false;
        for (int i = 0; i < 400; i++) {
            run.step();
            most = Math.max(most, run.drive.state[2]);
            acted |= run.decision().source == Source.BACKUP;
            assertThat(run.state()).isEqualTo(FailsafeState.ACTIVE);
        }

        assertThat(acted).isTrue();
        assertThat(most).isBetween(50.0, 100.0);
    }

    /** Without prediction it is found out from what was emitted in the tick before. */
    @Test
    void aDutyThatIsHeldTooLongIsNotGivenOnceMore() {
        String rule = "always: 'not historically[0 s, 2 ms] duty.q > 0.25'";
        DriveRun plain = under(rule);
        DriveRun predicted = under(rule + ", predict: 1 ms");
        for (DriveRun run : new DriveRun[] {plain, predicted}) {
            run.pilot = (r, proposal) -> {
                proposal[0] = 0;
                proposal[1] = 0.3;
            };
        }
        int longest = 0;
        int inARow = 0;
        for (int i = 0; i < 400; i++) {
            predicted.step();
            inARow = predicted.decision().command[1] > 0.25 ? inARow + 1 : 0;
            longest = Math.max(longest, inARow);
        }
        plain.until(FailsafeState.BACKUP, 0.1);

        assertThat(longest).as("nine of them are 2 ms").isEqualTo(8);
        assertThat(predicted.state()).isEqualTo(FailsafeState.ACTIVE);
        assertThat(plain.decision().transitionCause).isEqualTo(Cause.RULE);
    }

    @Test
    void aSpeedIsNotPredictedAsNobodyKnowsTheLoad() {
        assertThatThrownBy(() -> under("always: abs(shaft.speed) < 300 rad/s, predict: 2 ms"))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("'shaft.speed' cannot be predicted");
    }
}
