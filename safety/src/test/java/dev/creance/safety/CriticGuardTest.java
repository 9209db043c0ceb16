package dev.creance.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.policies.Engine;
import dev.creance.policies.GuardFolder;
import dev.creance.policies.OnnxBuilder;
import dev.creance.runtime.Allocation;
import dev.creance.runtime.Cause;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.ShieldDecision;
import dev.creance.runtime.Source;
import dev.creance.runtime.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reflexes: a critic whose risk is the logistic function of 10 (|value and proposal together| − ½) hands over to a recovery. */
class CriticGuardTest {
    private static final double DANGER = 0.8;
    private static final String TIMES = "on: 0.3, off: 0.2, dwell: 50 ms, longest: 300 ms";

    @TempDir
    Path folder;

    private GuardFolder files;
    private String critic;
    private String recovery;

    /** Two heads of which the second rises with the value alone, and the first with the proposal: the worse counts. */
    @BeforeEach
    void write() {
        files = GuardedRun.in(folder);
        critic = files.critic("critic", files.judging("Sigmoid", new float[] {0, 10, 10, 0}, -5, -5));
        recovery = files.policy("recovery", files.answering("Identity", "action", new float[] {0}, -0.5f));
    }

    private GuardedRun run(String more) {
        return GuardedRun.of("{kind: critic, use: '" + critic + "', " + more + "}")
                .active();
    }

    private GuardedRun recovering() {
        return run("recovery: '" + recovery + "', " + TIMES);
    }

    private static double risk(double sum) {
        return 1 / (1 + Math.exp(5 - 10 * sum));
    }

    @Test
    void theRecoveryFliesInTheTickInWhichTheRiskIsTooGreat() {
        GuardedRun run = recovering();
        assertThat(run.step(0, 0.3).source).isEqualTo(Source.POLICY);
        assertThat(run.room()).isCloseTo(0.3 - risk(0.3), within(1e-6));

        ShieldDecision decision = run.step(0, DANGER);

        assertThat(decision.source).isEqualTo(Source.RECOVERY);
        assertThat(decision.state).isEqualTo(FailsafeState.ACTIVE);
        assertThat(decision.verdict).isEqualTo(Verdict.REJECTED);
        assertThat(Cause.ofBits(decision.causes)).contains(Cause.RISK);
    }

    @Test
    void theWorseOfTwoHeadsCounts() {
        assertThat(recovering().step(DANGER, 0).source).isEqualTo(Source.RECOVERY);
        assertThat(recovering().step(0, DANGER).source).isEqualTo(Source.RECOVERY);
    }

    /** It wants −0.5, and the slew limit lets it go 0.1 a tick. */
    @Test
    void whatTheRecoveryWantsIsProjectedLikeAnyProposal() {
        GuardedRun run = recovering();

        assertThat(run.step(DANGER, 0).command[0]).isCloseTo(-0.1, within(1e-6));
        assertThat(run.step(DANGER, 0).command[0]).isCloseTo(-0.2, within(1e-6));
    }

    /** The critic would reject the recovery's own command, too. */
    @Test
    void theRecoveryIsNotRatedItself() {
        recovery = files.policy("wild", files.answering("Identity", "action", new float[] {0}, 0.9f));
        GuardedRun run = recovering();

        for (int i = 0; i < 100; i++) {
            assertThat(run.step(0, DANGER).source).isEqualTo(Source.RECOVERY);
        }
        assertThat(run.out.decision.command[0]).isCloseTo(0.9, within(1e-6));
    }

    @Test
    void thePolicyIsBackWhenItsRiskHasBeenLowForTheDwell() {
        GuardedRun run = recovering();
        run.step(0, DANGER);
        for (int i = 0; i < 100; i++) { // between the thresholds
            assertThat(run.step(0, 0.39).source).isEqualTo(Source.RECOVERY);
        }
        for (int i = 0; i < 49; i++) {
            run.step(0, 0);
        }
        run.step(0, 0.39); // the dwell begins anew

        assertThat(run.ticksUntil(Source.POLICY, 0, 0, 1000)).isEqualTo(51);
    }

    @Test
    void afterTheLongestRecoveryTheBackupFliesAndThePolicyComesBackThroughIt() {
        GuardedRun run = recovering();

        assertThat(run.ticksUntil(Source.BACKUP, 0, DANGER, 1000)).isEqualTo(301);
        assertThat(run.out.decision.state).isEqualTo(FailsafeState.BACKUP);
        assertThat(run.out.decision.transitionCause).isEqualTo(Cause.RISK);
        assertThat(run.ticksUntil(Source.POLICY, 0, 0, 1000)).as("both dwells").isEqualTo(51 + 500);
    }

    @Test
    void withoutARecoveryTheBackupFliesAtOnce() {
        GuardedRun run = run("on: 0.3, off: 0.2, dwell: 50 ms");

        assertThat(run.step(0, DANGER).source).isEqualTo(Source.BACKUP);
        assertThat(run.out.decision.transitionCause).isEqualTo(Cause.RISK);
        assertThat(run.out.decision.transitionValue).isCloseTo(0.2 - risk(DANGER), within(1e-6));
    }

    @Test
    void aRatingCountsUntilTheNextIsDue() {
        GuardedRun run = GuardedRun.of("{kind: critic, use: '" + critic + "', recovery: '" + recovery
                + "', on: 0.3, off: 0.2, dwell: 1 us, longest: 1 s, every: 10}");
        run.active();
        int risky = 0;
        for (int i = 0; i < 100; i++) {
            risky += run.step(0, i == 50 ? DANGER : 0).source == Source.RECOVERY ? 1 : 0;
        }
        int always = 0;
        for (int i = 0; i < 100; i++) {
            always += run.step(0, i >= 50 && i < 60 ? DANGER : 0).source == Source.RECOVERY ? 1 : 0;
        }

        assertThat(risky)
                .as("one tick in ten is rated, and one passes in the dwell")
                .isIn(0, 11);
        assertThat(always).isEqualTo(11);
    }

    /** log of the value: NaN below zero. */
    @Test
    void aRiskThatIsNoNumberIsCertain() {
        critic = files.critic("undefined", undefined());
        GuardedRun run = recovering();

        assertThat(run.step(0.5, 0).source).isEqualTo(Source.POLICY);
        assertThat(run.step(-0.1, 0).source).isEqualTo(Source.RECOVERY);
        assertThat(run.room()).isCloseTo(0.2 - 1, within(1e-9));
    }

    private OnnxBuilder undefined() {
        return new OnnxBuilder(17)
                .input("observation", 1, 1)
                .input("action", 1, 1)
                .floats("one", new long[] {1}, 1)
                .floats("least", new long[] {1}, -1000)
                .node("Add", "observation one", "shifted")
                .node("Sqrt", "observation", "root")
                .node("Mul", "action least", "steep")
                .node("Sub", "root shifted", "below")
                .node("Add", "below steep", "sum")
                .node("Add", "sum least", "low")
                .node("Sigmoid", "low", "rating")
                .output("rating");
    }

    /** It looks its risk up at the place that the value says, and the table has two places. */
    @Test
    void aCriticWhoseEngineFailsMeansCertainRisk() {
        critic = files.critic(
                "lookup",
                new OnnxBuilder(17)
                        .input("observation", 1, 1)
                        .input("action", 1, 1)
                        .floats("ten", new long[] {1}, 10)
                        .floats("table", new long[] {2, 1}, 0, 0)
                        .node("Mul", "observation ten", "scaled")
                        .node("Cast", "scaled", "place", "to", 7)
                        .node("Gather", "table place", "looked", "axis", 0)
                        .node("Mul", "looked action", "rating")
                        .output("rating"));
        GuardedRun run = new GuardedRun(
                        "{kind: critic, use: '" + critic + "', recovery: '" + recovery + "', " + TIMES + "}",
                        Engine.ONNX_RUNTIME)
                .active();

        assertThat(run.step(0.1, 0).source).isEqualTo(Source.POLICY);
        assertThat(run.step(0.5, 0).source).isEqualTo(Source.RECOVERY);
    }

    @Test
    void aRecoveryThatIsNoNumberLeavesTheBackup() {
        recovery = files.policy(
                "undefined-recovery",
                new OnnxBuilder(17)
                        .input("observation", 1, 1)
                        .node("Sqrt", "observation", "action")
                        .output("action"));
        GuardedRun run = recovering();

        assertThat(run.step(DANGER, 0).source).isEqualTo(Source.RECOVERY);
        ShieldDecision decision = run.step(-0.1, DANGER);

        assertThat(decision.source).isEqualTo(Source.BACKUP);
        assertThat(decision.transitionCause).isEqualTo(Cause.RISK);
    }

    @Test
    void aTickAllocatesNothing() {
        GuardedRun run = recovering();
        int[] tick = new int[1];

        assertThat(Allocation.bytesOf(10_000, () -> run.step(0, tick[0]++ % 400 < 200 ? DANGER : 0)))
                .isZero();
    }
}
