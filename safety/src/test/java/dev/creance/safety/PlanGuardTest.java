package dev.creance.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.Cause;
import dev.creance.runtime.Channel;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.ShieldDecision;
import dev.creance.runtime.Source;
import dev.creance.runtime.Verdict;
import dev.creance.runtime.property.Property;
import org.junit.jupiter.api.Test;

/**
 * What follows from rules that say {@code predict}, with a machine of one number that believes to rise by 0.01 a tick under a command of
 * 1. From full command the backup needs ten ticks to let go: 0.01 (0.9 + 0.8 + … + 0.1) = 0.045 on the way, and 0.055 after one more tick
 * of the policy.
 */
class PlanGuardTest {
    private static final int DWELL_TICKS = 500;
    private static final int NOW = 3;
    private static final int PREDICTED = 4;

    private static RuledRun run(String formula, String more) {
        return new RuledRun("rules: [{name: low, always: '" + formula + "', predict: 20 ms" + more + "}]\n").active();
    }

    /** Under full command. */
    private static RuledRun rising(String formula, String more) {
        RuledRun run = run(formula, more);
        for (int i = 0; i < 12; i++) {
            run.step(0, 1);
        }
        assertThat(run.out.decision.command[0]).isEqualTo(1);
        assertThat(run.out.decision.source).isEqualTo(Source.POLICY);
        return run;
    }

    @Test
    void aCandidateWithWhichTheRuleWouldBreakDoesNotFlyWhereTheBackupKeepsIt() {
        RuledRun run = rising("value < 0.5", "");
        ShieldDecision decision = run.step(0.45, 1);

        assertThat(decision.source).isEqualTo(Source.BACKUP);
        assertThat(decision.state).isEqualTo(FailsafeState.ACTIVE);
        assertThat(decision.verdict).isEqualTo(Verdict.REJECTED);
        assertThat(decision.causes).isEqualTo(Cause.RULE.bit());
        assertThat(decision.command[0]).as("let go").isCloseTo(0.9, within(1e-6));
        assertThat(decision.margins[NOW]).isCloseTo(0.05, within(1e-9));
        assertThat(decision.margins[PREDICTED]).isCloseTo(-0.005, within(1e-6));
    }

    @Test
    void thePolicyFliesAgainInTheTickInWhichItsCandidateKeepsTheRule() {
        RuledRun run = rising("value < 0.5", "");
        run.step(0.45, 1);

        assertThat(run.step(0.45, -1).source).isEqualTo(Source.POLICY);
    }

    @Test
    void withTheSameNumbersARuleThatIsNotPredictedHolds() {
        RuledRun run = new RuledRun("rules: [{name: low, always: value < 0.5}]\n").active();
        for (int i = 0; i < 12; i++) {
            run.step(0, 1);
        }

        assertThat(run.step(0.499, 1).source).isEqualTo(Source.POLICY);
    }

    @Test
    void whereTheBackupWouldNotKeepItEitherItTakesOverAndThePolicyReturnsAfterTheDwell() {
        RuledRun run = rising("value < 0.5", "");
        ShieldDecision decision = run.step(0.46, 1);

        assertThat(decision.state).isEqualTo(FailsafeState.BACKUP);
        assertThat(decision.source).isEqualTo(Source.BACKUP);
        assertThat(decision.transitionCause).isEqualTo(Cause.RULE);
        assertThat(decision.transitionValue).as("with the backup").isCloseTo(-0.005, within(1e-6));
        assertThat(decision.margins[PREDICTED]).isCloseTo(-0.015, within(1e-6));
        for (int i = 0; i < 2 * DWELL_TICKS; i++) {
            assertThat(run.step(0.4995, 1).state)
                    .as("as long as it would break")
                    .isEqualTo(FailsafeState.BACKUP);
        }
        assertThat(run.ticksUntil(FailsafeState.ACTIVE, 0, 1000)).isEqualTo(DWELL_TICKS + 1);
    }

    @Test
    void theReactionLandEndsTheRunWhereNothingAvertsIt() {
        RuledRun run = rising("value < 0.5", ", reaction: land");
        assertThat(run.step(0.45, 1).state).as("averted").isEqualTo(FailsafeState.ACTIVE);

        assertThat(run.step(0.48, 1).state).isEqualTo(FailsafeState.LANDING);
        assertThat(run.out.decision.transitionCause).isEqualTo(Cause.RULE);
    }

    /** The backup has taken over for another reason; that the policy would break the rule does not end the run. */
    @Test
    void nothingFollowsFromACandidateThatWouldNotFlyAnyway() {
        RuledRun run = run("value < 0.5", ", reaction: land");
        run.step(0, Double.NaN);
        assertThat(run.out.decision.state).isEqualTo(FailsafeState.BACKUP);

        for (int i = 0; i < 2 * DWELL_TICKS; i++) {
            assertThat(run.step(0.4995, 1).state).isEqualTo(FailsafeState.BACKUP);
        }
    }

    @Test
    void theReactionWarnIsRecordedAndChangesNothing() {
        RuledRun run = rising("value < 0.5", ", reaction: warn");
        ShieldDecision decision = run.step(0.46, 1);

        assertThat(decision.source).isEqualTo(Source.POLICY);
        assertThat(decision.causes).isEqualTo(Cause.RULE.bit());
    }

    /** 0.46: the backup keeps 0.5065, but not 0.5. */
    @Test
    void onlyARuleThatTheBackupWouldNotKeepReacts() {
        RuledRun run = new RuledRun("rules: [{name: a, always: value < 0.5065, predict: 20 ms, reaction: land},"
                        + " {name: b, always: value < 0.5, predict: 20 ms}]\n")
                .active();
        for (int i = 0; i < 12; i++) {
            run.step(0, 1);
        }

        assertThat(run.step(0.46, 1).state).isEqualTo(FailsafeState.BACKUP);
    }

    @Test
    void aPredictionHoldsByTheMarginOrNot() {
        assertThat(rising("value < 0.5", ", margin: 0.25").step(0.194, 1).source)
                .isEqualTo(Source.POLICY);
        assertThat(rising("value < 0.5", ", margin: 0.25").step(0.196, 1).source)
                .isEqualTo(Source.BACKUP);
    }

    /** Else what a model is off would be the reaction's, each time. */
    @Test
    void theReserveIsForTheBackupWhichNeedsNone() {
        RuledRun run = rising("value < 0.5", ", reserve: 0.02");
        assertThat(run.step(0.424, 1).source).isEqualTo(Source.POLICY);

        assertThat(run.step(0.426, 1).source).isEqualTo(Source.BACKUP);
        assertThat(run.out.decision.margins[PREDICTED]).isCloseTo(-0.001, within(1e-6));
        assertThat(run.step(0.46, 1).state).as("0.9 is left: 0.46 + 0.036").isEqualTo(FailsafeState.ACTIVE);
        assertThat(run.out.decision.source).isEqualTo(Source.BACKUP);
    }

    /** Else who has come to rest in it could never leave it. */
    @Test
    void inTheReserveThePolicyFliesWhereItIsNoWorseThanTheBackup() {
        RuledRun run = run("value < 0.5", ", reserve: 0.02");

        assertThat(run.step(0.49, 1).source).as("up").isEqualTo(Source.BACKUP);
        assertThat(run.step(0.49, 0).source).as("as the backup").isEqualTo(Source.POLICY);
        assertThat(run.step(0.49, -1).source).as("down").isEqualTo(Source.POLICY);
        assertThat(run.out.decision.causes & Cause.RULE.bit()).isNotZero();
    }

    @Test
    void whatHasBeenCounts() {
        RuledRun run = rising("once[0 s, 15 ms] value > 0.3 implies value < 0.4", "");
        run.step(0.35, 1);
        assertThat(run.out.decision.source).as("0.35 + 0.055").isEqualTo(Source.BACKUP);
    }

    @Test
    void byHowMuchItWillHoldIsAMarginOfItsOwn() {
        RuledRun run = run("value < 0.5", ", margin: 0.25");
        run.step(0.1, 0);

        assertThat(run.shield.margins())
                .hasSize(PREDICTED + 1)
                .endsWith(Channel.unbounded("rule.low", "1"), Channel.unbounded("rule.low.predicted", "1"));
        assertThat(run.out.decision.margins[PREDICTED]).isCloseTo(0.15, within(1e-9));
    }

    @Test
    void aModelThatThrowsCostsThePolicyItsCommandInThatTick() {
        RuledRun run = rising("value < 0.5", "");
        run.model.thrown = new IllegalStateException("the model threw");
        ShieldDecision decision = run.step(0, 1);

        assertThat(decision.state).isEqualTo(FailsafeState.BACKUP);
        assertThat(decision.source).isEqualTo(Source.BACKUP);
        assertThat(decision.transitionCause).isEqualTo(Cause.SHIELD_EXCEPTION);
        assertThat(decision.margins[PREDICTED]).isNaN();
        run.model.thrown = null;
        assertThat(run.ticksUntil(FailsafeState.ACTIVE, 0, 1000)).isEqualTo(DWELL_TICKS + 1);
    }

    @Test
    void aModelThatSaysNoNumberIsOneThatSaysTheRuleWillBreak() {
        for (double nonsense : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            RuledRun run = rising("value < 0.5", "");
            run.model.error = nonsense;
            ShieldDecision decision = run.step(0, 1);

            assertThat(decision.state).isEqualTo(FailsafeState.BACKUP);
            assertThat(decision.transitionCause).isEqualTo(Cause.RULE);
            assertThat(decision.margins[PREDICTED]).isNaN();
        }
    }

    /** What is never commanded need not be found out from the command of the tick before. */
    @Test
    void aRuleAboutCommandsIsKeptByPredictingOneTick() {
        RuledRun run = run("abs(number) < 0.55", "");
        for (int i = 0; i < 100; i++) {
            run.step(0, i % 40 < 20 ? 1 : -1);
            assertThat(Math.abs(run.out.decision.command[0])).isLessThan(0.55);
            assertThat(run.out.decision.state).isEqualTo(FailsafeState.ACTIVE);
        }
    }

    /** Invariant I11: what is predicted changes the source, and never what may be commanded. */
    @Test
    void i11ARuleThatIsPredictedChangesWhoFliesAndNeverWhatMayBeCommanded() {
        Property.check(200, choices -> {
            RuledRun plain = new RuledRun("");
            RuledRun ruled = new RuledRun(
                    "rules: [{name: low, always: 'historically[0 s, 5 ms] value < 0.8', predict: 20 ms}]\n");
            double last = 0;
            boolean same = true;
            for (int i = 0; i < 200; i++) {
                double value = choices.between(-0.4, 0.79);
                double proposal = choices.hostile(-1.5, 1.5);
                ruled.model.error = choices.integer(0, 50) == 0 ? choices.hostile(-1, 1) : 0;
                plain.step(value, proposal);
                ruled.step(value, proposal);

                double command = ruled.out.decision.command[0];
                assertThat(command).isBetween(-1.0, 1.0);
                assertThat(Math.abs(command - last)).isLessThanOrEqualTo(0.1);
                last = command;
                same &= (ruled.out.decision.causes & Cause.RULE.bit()) == 0;
                if (same) {
                    assertThat(command).isEqualTo(plain.out.decision.command[0]);
                    assertThat(ruled.out.decision.source).isEqualTo(plain.out.decision.source);
                }
            }
        });
    }
}
