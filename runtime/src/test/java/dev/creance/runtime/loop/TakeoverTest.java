package dev.creance.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Handover;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.TickInputs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Settles for 100 ms, blends for 50 ms; ticks of 1 ms, an observation each 10 ms, actions late after 30 ms. */
class TakeoverTest {
    private static final long MS = 1_000_000;

    private final TickInputs in = new TickInputs(Bench.SENSORS, 2, 2);
    private final Takeover takeover = new Takeover(new TakeoverSettings(100 * MS, 50 * MS), MS, 30 * MS);
    private FailsafeState state = FailsafeState.ACTIVE;

    @BeforeEach
    void seat() {
        in.candidate.begin(7, true);
        takeover.begin(true, 0);
    }

    /** To this tick, with an answer to every tenth two ticks later. */
    private void answeringUntil(long tick) {
        while (in.tick < tick) {
            next();
            if (in.tick % 10 == 2) {
                in.candidate.actionTick = in.tick - 2;
                in.candidate.actionStatus = PolicyStatus.OK;
            }
            takeover.update(in, state, false);
        }
    }

    private void silentUntil(long tick) {
        while (in.tick < tick) {
            next();
            takeover.update(in, state, false);
        }
    }

    private void next() {
        in.tick++;
        in.nowNs = in.tick * MS;
    }

    @Test
    void aCandidateThatAnswersInTimeIsBlendedInAndTakesOver() {
        answeringUntil(100);
        assertThat(takeover.stage()).isEqualTo(Handover.SETTLING);
        assertThat(takeover.share()).isZero();

        answeringUntil(110);
        assertThat(takeover.stage()).isEqualTo(Handover.BLENDING);
        double before = takeover.share();
        answeringUntil(120);
        assertThat(takeover.share() - before).isCloseTo(0.2, within(1e-12));

        answeringUntil(151);
        assertThat(takeover.stage()).isEqualTo(Handover.TAKEN_OVER);
        assertThat(takeover.share()).isEqualTo(1);
    }

    @Test
    void aLateAnswerBeginsTheSettlingAnew() {
        answeringUntil(60);
        silentUntil(100); // the newest action answers tick 50, and is late from tick 81 on
        answeringUntil(200);

        assertThat(takeover.stage()).isEqualTo(Handover.SETTLING);

        answeringUntil(210);

        assertThat(takeover.stage()).isEqualTo(Handover.BLENDING);
    }

    @Test
    void whileTheBackupFliesNobodySettles() {
        state = FailsafeState.BACKUP;
        answeringUntil(500);
        assertThat(takeover.stage()).isEqualTo(Handover.SETTLING);

        state = FailsafeState.ACTIVE;
        answeringUntil(610);
        assertThat(takeover.stage()).isEqualTo(Handover.BLENDING);
    }

    @Test
    void aCandidateThatNeverAnswersIsGivenUp() {
        silentUntil(10_050);
        assertThat(takeover.stage()).isEqualTo(Handover.SETTLING);

        silentUntil(10_200);
        assertThat(takeover.stage()).isEqualTo(Handover.LATE);
    }

    @Test
    void anActionThatIsNotFiniteRefusesAtOnce() {
        answeringUntil(50);
        in.candidate.actionStatus = PolicyStatus.NON_FINITE;
        silentUntil(51);

        assertThat(takeover.stage()).isEqualTo(Handover.FAILED);
        assertThat(takeover.share()).isZero();
    }

    @Test
    void whatItThrowsRefusesItToo() {
        answeringUntil(50);
        takeover.update(in, state, true);

        assertThat(takeover.stage()).isEqualTo(Handover.FAILED);
    }

    @Test
    void aFailureWhileItIsBlendedInGivesTheProposalBackToTheOneInCharge() {
        answeringUntil(130);
        assertThat(takeover.share()).isPositive();
        in.candidate.actionStatus = PolicyStatus.FAILED;
        silentUntil(131);

        assertThat(takeover.stage()).isEqualTo(Handover.FAILED);
        assertThat(takeover.share()).isZero();
    }

    @Test
    void aShadowNeverTakesOver() {
        takeover.begin(false, 0);
        answeringUntil(1000);

        assertThat(takeover.stage()).isEqualTo(Handover.SHADOW);
        assertThat(takeover.share()).isZero();
    }

    @Test
    void withoutBlendingTimeItTakesOverAtOnce() {
        Takeover sudden = new Takeover(new TakeoverSettings(0, 0), MS, 30 * MS);
        sudden.begin(true, 0);
        in.candidate.actionTick = 0;
        in.candidate.actionStatus = PolicyStatus.OK;
        next();
        sudden.update(in, state, false);

        assertThat(sudden.stage()).isEqualTo(Handover.TAKEN_OVER);
    }
}
