package dev.creance.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.creance.policies.GuardFolder;
import dev.creance.policies.OnnxBuilder;
import dev.creance.runtime.Cause;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.ShieldDecision;
import dev.creance.runtime.Source;
import dev.creance.runtime.config.ConfigError;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What follows in the shield from guards that tell feasibility, likeness, attacks and consistency, with a machine of one number. */
class LearnedGuardsTest {
    private static final String DWELL = ", dwell: 20 ms";

    @TempDir
    Path folder;

    private GuardFolder files;

    @BeforeEach
    void begin() {
        files = GuardedRun.in(folder);
    }

    private static GuardedRun run(String kind, String use, String more) {
        return GuardedRun.of("{kind: " + kind + ", use: '" + use + "'" + more + DWELL + "}")
                .active();
    }

    private static void assertBackup(ShieldDecision decision, Cause cause) {
        assertThat(decision.source).isEqualTo(Source.BACKUP);
        assertThat(decision.state).isEqualTo(FailsafeState.BACKUP);
        assertThat(decision.transitionCause).isEqualTo(cause);
    }

    /** V = value − ½. */
    private String value() {
        return files.value("value", files.answering("Identity", "rating", new float[] {1}, -0.5f));
    }

    @Test
    void aStateThatIsNotFeasibleIsTheBackups() {
        GuardedRun run = run("feasibility", value(), "");

        assertThat(run.step(0.5, 0).source).isEqualTo(Source.POLICY);
        assertThat(run.room()).isZero();
        assertBackup(run.step(0.51, 0), Cause.INFEASIBLE);
        assertThat(run.out.decision.transitionValue).isCloseTo(-0.01, within(1e-6));
    }

    @Test
    void aReactionThatWarnsIsRecordedAndChangesNothing() {
        GuardedRun run = run("feasibility", value(), ", reaction: warn");
        ShieldDecision decision = run.step(0.51, 0);

        assertThat(decision.source).isEqualTo(Source.POLICY);
        assertThat(Cause.ofBits(decision.causes)).contains(Cause.INFEASIBLE);
    }

    @Test
    void thePolicyIsBackAfterTheGuardsDwellAndTheShields() {
        GuardedRun run = run("feasibility", value(), "");
        run.step(0.51, 0);

        assertThat(run.ticksUntil(Source.POLICY, 0, 0, 1000)).isEqualTo(21 + 500);
    }

    /** value² + proposal² − ¼. */
    @Test
    void outsideAPolynomialsRegionThePolicyIsNotToBeTrusted() {
        String disc = files.table(
                "disc", "kind: density\ndensity: polynomial", "# c, value, number\n1,2,0\n1,0,2\n-0.25,0,0\n");
        GuardedRun run = run("distribution", disc, "");

        assertThat(run.step(0.3, 0.3).source).isEqualTo(Source.POLICY);
        assertThat(run.room()).isCloseTo(0.25 - 0.18, within(1e-6));
        assertBackup(run.step(0.4, 0.4), Cause.OUT_OF_DISTRIBUTION);
    }

    /** Standard deviations of 0.1 and 0.2 about (0.1, 0). */
    @Test
    void farFromTheMeanThePolicyIsNotToBeTrusted() {
        String normal = files.table("normal", "kind: density\ndensity: mahalanobis", "0.1,0\n100,0\n0,25\n");
        GuardedRun run = run("distribution", normal, ", limit: 3");

        assertThat(run.step(0.1, 0.59).source).isEqualTo(Source.POLICY);
        assertThat(run.room()).isCloseTo(3 - 2.95, within(1e-5));
        assertBackup(run.step(-0.21, 0), Cause.OUT_OF_DISTRIBUTION);
    }

    @Test
    void whereADensityIsHighThePolicyIsNotToBeTrusted() {
        String density = files.density("density", files.judging("Identity", new float[] {1, 1}, 0));
        GuardedRun run = run("distribution", density, ", limit: 0.5");

        assertThat(run.step(0.2, 0.2).source).isEqualTo(Source.POLICY);
        assertBackup(run.step(0.4, 0.2), Cause.OUT_OF_DISTRIBUTION);
    }

    /** √value: no number below zero. */
    @Test
    void whatCannotBeToldCountsAsUnlike() {
        String density = files.value(
                "root",
                new OnnxBuilder(17)
                        .input("observation", 1, 1)
                        .node("Sqrt", "observation", "rating")
                        .output("rating"));
        GuardedRun run = run("feasibility", density, ", limit: 1");

        assertThat(run.step(0.5, 0).source).isEqualTo(Source.POLICY);
        assertBackup(run.step(-0.1, 0), Cause.INFEASIBLE);
        assertThat(run.room()).isNaN();
    }

    private String honest() {
        StringBuilder rows = new StringBuilder();
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            rows.append(0.1 * random.nextGaussian()).append(",0\n");
        }
        return files.table("honest", "kind: samples", rows.toString());
    }

    /** Each observation alone could be honest: none is farther than two deviations out. */
    @Test
    void observationsThatAreUnlikeHonestOnesTakenTogetherAreAnAttack() {
        GuardedRun run = run("attack", honest(), ", method: energy, window: 50, limit: 0.3");
        Random random = new Random(2);
        for (int i = 0; i < 2000; i++) {
            assertThat(run.step(0.1 * random.nextGaussian(), 0).source).isEqualTo(Source.POLICY);
        }
        int detected = 0;
        while (run.out.decision.source == Source.POLICY && detected < 100) {
            run.step(0.2 * Math.tanh(0.1 * random.nextGaussian() + 2), 0);
            detected++;
        }

        assertBackup(run.out.decision, Cause.OBSERVATION_ATTACK);
        assertThat(detected).isBetween(5, 50);
    }

    /** The policy in charge proposes 0; its twin answers with the value itself. */
    @Test
    void aTwinThatAnswersOtherwiseShowsAnAttack() {
        String twin = files.policy("twin", files.answering("Identity", "action", new float[] {1}, 0));
        GuardedRun run = GuardedRun.of(
                        "{kind: attack, method: twin, use: '" + twin + "', window: 4, limit: 0.21" + DWELL + "}")
                .active();

        for (int i = 0; i < 3; i++) { // the mean of four, over a range of two: 0.1, 0.2, 0.3
            assertThat(run.out.decision.source).isEqualTo(Source.POLICY);
            run.step(0.8, 0);
        }
        assertBackup(run.out.decision, Cause.OBSERVATION_ATTACK);
    }

    /** The machine's number stays within a tenth from frame to frame. */
    @Test
    void aFrameThatDoesNotFollowFromTheOneBeforeIsInconsistent() {
        GuardedRun run = GuardedRun.of("{kind: transition" + DWELL + "}").active();

        assertThat(run.step(0.09, 0).source).isEqualTo(Source.POLICY);
        assertThat(run.room()).isCloseTo(0.1, within(1e-9));
        assertBackup(run.step(0.3, 0), Cause.INCONSISTENT);
    }

    @Test
    void anInconsistencyThatMustLastIsFoundWhenItHas() {
        GuardedRun run = GuardedRun.of("{kind: transition, over: 10 s, for: 5 ms" + DWELL + "}")
                .active();
        for (int i = 0; i < 3; i++) {
            run.step(0.15, 0);
        }
        assertThat(run.step(0, 0).source).isEqualTo(Source.POLICY);

        assertThat(run.ticksUntil(Source.BACKUP, 0.15, 0, 100)).isEqualTo(6);
    }

    /** Each step is 0.8 of what may happen, and a sum of what is beyond 0.5 of it reaches 3 with the eleventh. */
    @Test
    void smallErrorsThatDoNotEndAreAnAttack() {
        GuardedRun run = GuardedRun.of("{kind: attack, method: innovation, limit: 3" + DWELL + "}")
                .active();
        int frames = 0;
        double value = 0;
        while (run.out.decision.source == Source.POLICY && frames < 100) {
            value += 0.08;
            run.step(value > 0.9 ? 0.9 : value, 0);
            frames++;
        }

        assertBackup(run.out.decision, Cause.OBSERVATION_ATTACK);
        assertThat(frames).isEqualTo(11);
    }

    @Test
    void honestFramesClearASumThatStoodAtItsMost() {
        GuardedRun run = GuardedRun.of("{kind: attack, method: innovation, limit: 3" + DWELL + "}")
                .active();
        for (int i = 0; i < 400; i++) {
            run.step(i % 2 == 0 ? 0.5 : -0.5, 0);
        }
        assertThat(run.room()).isEqualTo(-3);

        assertThat(run.ticksUntil(Source.POLICY, 0, 0, 1000))
                .as("six frames to its limit, both dwells")
                .isLessThan(600);
    }

    /** Frames may come more seldom than ticks. */
    @Test
    void theFirstTickOfAFlightNeedsNoFrameOfItsOwn() {
        GuardedRun run = GuardedRun.of("{kind: feasibility, use: '" + value() + "'}");
        while (run.out.decision.state != FailsafeState.ARMING) {
            run.step(0.1, 0);
        }
        ShieldDecision decision = run.step(0.1, 0);
        assertThat(decision.state).isEqualTo(FailsafeState.ACTIVE);
        decision = run.stepWithoutFrame(0);

        assertThat(decision.source).isEqualTo(Source.POLICY);
        assertThat(run.room()).isCloseTo(0.4, within(1e-6));
    }

    @Test
    void oneThatWarnsDoesNotHideOneThatRejects() {
        String value = value();
        GuardedRun run = GuardedRun.of("{kind: feasibility, use: '" + value + "', reaction: warn}, "
                        + "{kind: feasibility, name: second, use: '" + value + "', limit: 0.2}")
                .active();

        assertThat(run.step(0.6, 0).source).isEqualTo(Source.POLICY);
        assertBackup(run.step(0.8, 0), Cause.INFEASIBLE);
    }

    private static void assertRefused(String guards, String... words) {
        assertThatThrownBy(() -> GuardedRun.of(guards))
                .isInstanceOf(ConfigError.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void whatCannotBeRightIsRefusedWithItsPlace() {
        String value = value();
        String critic = files.critic("critic", files.judging("Sigmoid", new float[] {0, 0}, 0));
        String wide = files.table("wide", "kind: density\ndensity: mahalanobis", "0,0\n1,2\n2,1\n");
        String bent = files.table("bent", "kind: density\ndensity: polynomial", "1,0.5,0\n");

        assertRefused(
                "{kind: critic, use: '" + value + "', on: 0.3, off: 0.2}", "guards[0].use", "form value", "[critic]");
        assertRefused("{kind: critic, use: '" + critic + "', on: 0.3, off: 0.3}", "guards[0].off", "not below on");
        assertRefused(
                "{kind: critic, use: '" + critic + "', on: 0.3, off: 0.2, longest: 1 s}", "there is no 'recovery'");
        assertRefused("{kind: distribution, use: '" + wide + "', limit: 3}", "not positive definite");
        assertRefused("{kind: distribution, use: '" + bent + "'}", "row 1", "whole");
        assertRefused("{kind: oracle}", "robot.yaml:2:", "guards[0].kind");
        assertRefused("{kind: feasibility, use: '" + value + "', on: 1}", "'on'");
        assertRefused(
                "{kind: feasibility, use: '" + value + "'}, {kind: feasibility, use: '" + value + "'}",
                "names two guards");
    }
}
