package dev.creance.runtime.lateness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class JudgementTest {
    private static final long MS = 1_000_000;
    private static final long S = 1_000_000_000;

    private final Judgement judgement = new Judgement();

    private static LateTick late(long dueNs, long lostNs, Phase phase) {
        return new LateTick(dueNs / MS, dueNs, dueNs, MS, dueNs + MS + lostNs, dueNs, lostNs, lostNs, phase, 0);
    }

    private LateTickReport report() {
        return judgement.report(EnumSet.of(LateCause.STEAL));
    }

    @Test
    void aTickIsJudgedOnlyOnceEverythingUpToItsEndHasBeenHeard() {
        judgement.late(late(100 * MS, 5 * MS, Phase.WAKE_UP));

        judgement.judge(50 * MS, 200 * MS);
        assertThat(report().count()).isEqualTo(1);
        assertThat(report().byCause()).isEmpty();

        judgement.found(new Evidence(LateCause.GC_PAUSE, 99 * MS, 105 * MS, 6 * MS));
        judgement.judge(200 * MS, 300 * MS);
        assertThat(report().byCause()).containsOnlyKeys(LateCause.GC_PAUSE);
    }

    @Test
    void evidenceThatNeverComesIsNotWaitedForForEver() {
        judgement.late(late(100 * MS, 5 * MS, Phase.WRITE));

        judgement.judge(Long.MIN_VALUE, 10 * S);
        assertThat(report().byCause()).isEmpty();

        judgement.judge(Long.MIN_VALUE, 11 * S);
        assertThat(report().byCause()).containsEntry(LateCause.UNEXPLAINED, 1L);
        assertThat(report().unexplainedIn()).containsEntry(Phase.WRITE, 1L);
    }

    @Test
    void evidenceIsKeptForAsLongAsATickMayReachBack() {
        judgement.found(new Evidence(LateCause.STEAL, 90 * MS, 110 * MS, 20 * MS));
        judgement.judge(5 * S, 5 * S);
        judgement.late(late(100 * MS, 5 * MS, Phase.WAKE_UP));

        judgement.judge(6 * S, 6 * S);

        assertThat(report().byCause()).containsEntry(LateCause.STEAL, 1L);
    }

    @Test
    void theWorstAreKeptWorstFirst() {
        for (long i = 1; i <= 1000; i++) {
            judgement.late(late(i * S, (i * 7919) % 1000 * MS, Phase.DECIDE));
            judgement.judge(i * S + S, i * S + S);
        }
        judgement.judge(Long.MAX_VALUE, Long.MAX_VALUE / 2);

        LateTickReport report = report();
        assertThat(report.count()).isEqualTo(1000);
        assertThat(report.worst()).hasSize(Judgement.WORST);
        assertThat(report.worst().getFirst().tick().lostNs()).isEqualTo(999 * MS);
        assertThat(report.worst().getLast().tick().lostNs()).isEqualTo(980 * MS);
    }

    @Test
    void theSentenceNamesTheMostFrequentCauseFirst() {
        judgement.found(new Evidence(LateCause.RUN_DELAY, 100 * MS, 105 * MS, 5 * MS));
        for (long ms : new long[] {200, 300, 400}) {
            judgement.found(new Evidence(LateCause.STEAL, ms * MS, (ms + 5) * MS, 20 * MS));
        }
        for (long ms : new long[] {100, 200, 300, 400, 900}) {
            judgement.late(late(ms * MS, 5 * MS, Phase.WRITE));
        }
        judgement.judge(Long.MAX_VALUE, S);

        assertThat(report().sentence())
                .isEqualTo("3 of 5 overruns coincide with steal time, 1 with run-queue delay,"
                        + " 1 with nothing seen (time lost in: write 1)");
        assertThat(report().invisible())
                .contains(LateCause.GC_PAUSE)
                .doesNotContain(LateCause.STEAL, LateCause.UNEXPLAINED);
    }

    @Test
    void aRunWithoutLateTicksHasNothingToSay() {
        assertThat(report().sentence()).isEmpty();
    }
}
