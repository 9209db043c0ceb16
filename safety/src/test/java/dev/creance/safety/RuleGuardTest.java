package dev.creance.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Cause;
import dev.creance.runtime.Channel;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.ShieldDecision;
import dev.creance.runtime.Source;
import dev.creance.runtime.property.Property;
import org.junit.jupiter.api.Test;

/** What follows in the shield from rules in temporal logic, with a machine of one number. */
class RuleGuardTest {
    private static final int DWELL_TICKS = 500;
    private static final int MARGINS = 3;

    private static String rule(String formula, String more) {
        return "rules: [{name: low, always: '" + formula + "'" + more + "}]\n";
    }

    @Test
    void aViolatedRuleTakesTheCommandFromThePolicyInThatTickAndGivesItBackAfterTheDwell() {
        RuledRun run = new RuledRun(rule("value < 0.5", "")).active();
        ShieldDecision decision = run.step(0.75);

        assertThat(decision.source).isEqualTo(Source.BACKUP);
        assertThat(decision.state).isEqualTo(FailsafeState.BACKUP);
        assertThat(decision.transitionCause).isEqualTo(Cause.RULE);
        assertThat(decision.transitionValue).isEqualTo(-0.25);
        assertThat(decision.causes & Cause.RULE.bit()).isNotZero();
        for (int i = 0; i < 2 * DWELL_TICKS; i++) {
            assertThat(run.step(0.75).state).as("as long as it is violated").isEqualTo(FailsafeState.BACKUP);
        }
        assertThat(run.ticksUntil(FailsafeState.ACTIVE, 0, 1000)).isEqualTo(DWELL_TICKS + 1);
    }

    @Test
    void theReactionLandEndsTheRuledRun() {
        RuledRun run = new RuledRun(rule("value < 0.5", ", reaction: land")).active();

        assertThat(run.step(0.75).state).isEqualTo(FailsafeState.LANDING);
        assertThat(run.out.decision.transitionCause).isEqualTo(Cause.RULE);
    }

    @Test
    void theReactionWarnIsRecordedAndChangesNothing() {
        RuledRun run = new RuledRun(rule("value < 0.5", ", reaction: warn")).active();
        ShieldDecision decision = run.step(0.75);

        assertThat(decision.source).isEqualTo(Source.POLICY);
        assertThat(decision.causes).isEqualTo(Cause.RULE.bit());
    }

    @Test
    void aRuleHoldsByItsMarginOrIsViolated() {
        RuledRun run = new RuledRun(rule("value < 0.5", ", margin: 0.25")).active();

        assertThat(run.step(0.25).state).isEqualTo(FailsafeState.ACTIVE);
        assertThat(run.step(0.26).state).isEqualTo(FailsafeState.BACKUP);
    }

    @Test
    void byHowMuchItHoldsIsAMarginOfItsOwn() {
        RuledRun run = new RuledRun(rule("value < 0.5", ", margin: 0.25")).active();
        run.step(0);

        assertThat(run.shield.margins()).hasSize(MARGINS + 1).endsWith(Channel.unbounded("rule.low", "1"));
        assertThat(run.out.decision.margins[MARGINS]).isEqualTo(0.25);
    }

    @Test
    void aRuleThatDoesNotHoldForbidsArming() {
        RuledRun run = new RuledRun(rule("value < 0.5", ""));
        for (int i = 0; i < 100; i++) {
            run.step(0.75);
        }

        assertThat(run.out.decision.state).isEqualTo(FailsafeState.STANDBY);
        assertThat(run.out.decision.armingBlockers).isEqualTo(Cause.RULE.bit());
        run.ticksUntil(FailsafeState.ACTIVE, 0, 5);
    }

    @Test
    void oneThatOnlyWarnsDoesNot() {
        RuledRun run = new RuledRun(rule("value < 0.5", ", reaction: warn"));

        run.ticksUntil(FailsafeState.ACTIVE, 0.75, 5);
    }

    /** Sensors are silent for longer than they may be; the rule remembers that, the rest of the shield does not. */
    @Test
    void whileWhatItLooksBackToIsUnknownARuleCountsAsViolated() {
        int window = 1000;
        RuledRun run = new RuledRun(rule("historically[0 s, 1 s] value < 0.5", "")).active();
        for (int i = 0; i < 30; i++) {
            run.step(false, 1);
        }
        assertThat(run.out.decision.transitionCause)
                .as("sensors were silent first")
                .isIn(Cause.SENSOR_STALE, Cause.RULE);
        assertThat(run.out.decision.margins[MARGINS]).isNaN();

        assertThat(run.ticksUntil(FailsafeState.ACTIVE, 0, 3000)).isEqualTo(window + 1 + DWELL_TICKS);
    }

    @Test
    void ticksThatWereNeverRunAreUnknown() {
        RuledRun run = new RuledRun(rule("historically[0 s, 100 ms] value < 0.5", "")).active();
        assertThat(run.step(true, 1).state).isEqualTo(FailsafeState.ACTIVE);

        assertThat(run.step(true, 6).state).isEqualTo(FailsafeState.BACKUP);
        assertThat(run.out.decision.transitionCause).isEqualTo(Cause.RULE);
    }

    /** Links take their time to open; what was before is no gap. */
    @Test
    void historyBeginsWithTheFirstBelievedFrame() {
        RuledRun run = new RuledRun(rule("historically value < 0.5", ""));
        for (int i = 0; i < 50; i++) {
            run.step(false, 1);
        }
        assertThat(run.out.decision.armingBlockers & Cause.RULE.bit()).isNotZero();

        run.ticksUntil(FailsafeState.ACTIVE, 0, 5);
    }

    /** A stall of so many ticks that they are made up for over several. */
    @Test
    void whatWasNotSeenBeforeTheMachineIsArmedIsForgotten() {
        RuledRun run = new RuledRun(rule("historically value < 0.5", ""));
        run.step(0);
        run.step(true, 3);

        run.ticksUntil(FailsafeState.ACTIVE, 0, 5);
    }

    @Test
    void whatIsSeenOnlyInHindsightIsNoBeginning() {
        RuledRun run = new RuledRun(rule("historically value < 0.5", ""));
        run.in.sensors.values[0] = 0;
        run.in.tick++;
        run.in.nowNs += 1_000_000_000;
        run.in.sensorFresh = true;
        run.in.sensors.sequence++;
        run.in.sensors.sampleNs = run.in.nowNs - 500_000_000;
        run.in.sensors.receiptNs = run.in.nowNs;
        run.in.sensors.validBits = run.in.sensors.allValid();
        run.shield.decide(run.in, run.out);

        run.ticksUntil(FailsafeState.ACTIVE, 0, 5);
    }

    @Test
    void afterAStallNothingIsKnownUntilItIsMadeUpFor() {
        RuledRun run = new RuledRun(rule("value < 0.5", "")).active();

        assertThat(run.step(true, 700).state).isEqualTo(FailsafeState.BACKUP);
        assertThat(run.out.decision.causes & Cause.RULE.bit()).isNotZero();
        assertThat(run.step(0).causes & Cause.RULE.bit()).isNotZero();
        assertThat(run.step(0).causes & Cause.RULE.bit()).isZero();
    }

    /** What was emitted in the tick before; nothing was, at first, and actuators do nothing. */
    @Test
    void aRuleSeesTheLastEmittedCommand() {
        RuledRun run = new RuledRun(rule("historically[0 s, 3 ms] abs(number) < 0.35", "")).active();
        for (int i = 1; i <= 4; i++) {
            assertThat(run.step(0, 1).source).isEqualTo(Source.POLICY);
        }
        assertThat(run.out.decision.command[0]).as("0.1 in a tick").isGreaterThan(0.35);

        assertThat(run.step(0, 1).state).isEqualTo(FailsafeState.BACKUP);
        assertThat(run.out.decision.transitionCause).isEqualTo(Cause.RULE);
    }

    @Test
    void whatWasCommandedIsKnownWhileSensorsAreSilent() {
        RuledRun run = new RuledRun(rule("abs(number) < 0.5", "")).active();
        for (int i = 0; i < 30; i++) {
            run.step(false, 1);
        }

        assertThat(run.out.decision.transitionCause).isEqualTo(Cause.SENSOR_STALE);
        assertThat(run.out.decision.causes & Cause.RULE.bit()).isZero();
        assertThat(run.out.decision.margins[MARGINS]).isEqualTo(0.5);
    }

    /** Invariant I11: rules change the source, and never what may be commanded. */
    @Test
    void rulesChangeNothingButWhoIsInCharge() {
        String formula = "historically[0 s, 20 ms] value < 0.8 and eventually[0 s, 10 ms] value > -0.5";
        Property.check(200, choices -> {
            RuledRun plain = new RuledRun("");
            RuledRun warned = new RuledRun(rule(formula, ", reaction: warn"));
            RuledRun ruled = new RuledRun(rule(formula, ""));
            double last = 0;
            boolean same = true;
            for (int i = 0; i < 200; i++) {
                double value = choices.integer(0, 9) == 9 ? choices.hostile(-1, 1) : choices.between(-0.4, 0.7);
                double proposal = choices.hostile(-1.5, 1.5);
                for (RuledRun run : new RuledRun[] {plain, warned, ruled}) {
                    run.out.proposal[0] = proposal;
                    run.step(value);
                }
                assertThat(warned.out.decision.command).containsExactly(plain.out.decision.command);
                assertThat(warned.out.decision.source).isEqualTo(plain.out.decision.source);
                assertThat(warned.out.decision.state).isEqualTo(plain.out.decision.state);

                double command = ruled.out.decision.command[0];
                assertThat(command).isBetween(-1.0, 1.0);
                assertThat(Math.abs(command - last)).isLessThanOrEqualTo(0.1);
                last = command;
                same &= (ruled.out.decision.causes & Cause.RULE.bit()) == 0
                        && ruled.out.decision.armingBlockers == plain.out.decision.armingBlockers;
                if (same) {
                    assertThat(command).isEqualTo(plain.out.decision.command[0]);
                }
            }
        });
    }
}
