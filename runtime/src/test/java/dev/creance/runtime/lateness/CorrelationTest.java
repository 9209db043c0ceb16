package dev.creance.runtime.lateness;

import static dev.creance.runtime.lateness.LateCause.DEOPTIMISATION;
import static dev.creance.runtime.lateness.LateCause.GC_PAUSE;
import static dev.creance.runtime.lateness.LateCause.RUN_DELAY;
import static dev.creance.runtime.lateness.LateCause.SAFEPOINT;
import static dev.creance.runtime.lateness.LateCause.STANDSTILL;
import static dev.creance.runtime.lateness.LateCause.STEAL;
import static dev.creance.runtime.lateness.LateCause.UNEXPLAINED;
import static dev.creance.runtime.lateness.LateCause.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.property.Choices;
import dev.creance.runtime.property.Property;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CorrelationTest {
    private static final long MS = 1_000_000;

    /** Due at 100 ms, ended at 104 ms with a period of 1 ms; lost about 3.9 ms. */
    private static final LateTick LATE =
            new LateTick(100, 100 * MS, 103 * MS, MS, 104 * MS, 100 * MS, 3 * MS, 3_900_000, Phase.WAKE_UP, 3);

    private static Set<LateCause> causes(Evidence... evidence) {
        return Correlation.causesOf(LATE, List.of(evidence));
    }

    @Test
    void whatHappenedAtTheTimeAndTookLongEnoughIsACause() {
        assertThat(causes(new Evidence(GC_PAUSE, 99 * MS, 103 * MS, 4 * MS))).containsExactly(GC_PAUSE);
    }

    @Test
    void whatHappenedBeforeOrAfterIsNone() {
        assertThat(causes(
                        new Evidence(GC_PAUSE, 95 * MS, 100 * MS - 1, 5 * MS),
                        new Evidence(RUN_DELAY, 104 * MS + 1, 110 * MS, 5 * MS)))
                .isEmpty();
    }

    @Test
    void whatTookLessThanAQuarterOfTheTimeLostIsNone() {
        assertThat(causes(new Evidence(RUN_DELAY, 100 * MS, 105 * MS, 974_999))).isEmpty();
        assertThat(causes(new Evidence(RUN_DELAY, 100 * MS, 105 * MS, 975_000))).containsExactly(RUN_DELAY);
    }

    @Test
    void severalSmallPiecesOfOneCauseAddUp() {
        assertThat(causes(
                        new Evidence(RUN_DELAY, 98 * MS, 102 * MS, 600_000),
                        new Evidence(RUN_DELAY, 102 * MS, 106 * MS, 600_000)))
                .containsExactly(RUN_DELAY);
    }

    @Test
    void whatIsOnlyCountedNeedsNoDuration() {
        assertThat(causes(new Evidence(DEOPTIMISATION, 101 * MS, 101 * MS, 1))).containsExactly(DEOPTIMISATION);
    }

    @Test
    void ofTheTimeOffTheProcessorOnlyWhatCannotHaveBeenSleepIsWaiting() {
        LateTick inRead =
                new LateTick(100, 100 * MS, 100 * MS, 4 * MS, 104 * MS, 100 * MS, 3 * MS, 3_900_000, Phase.READ, 3);

        // 10 ms, of which 6 lie outside of the tick
        Evidence asleepOutside = new Evidence(WAITING, 98 * MS, 108 * MS, 6_900_000);
        Evidence longer = new Evidence(WAITING, 98 * MS, 108 * MS, 7_100_000);
        assertThat(Correlation.causesOf(inRead, List.of(asleepOutside))).isEmpty();
        assertThat(Correlation.causesOf(inRead, List.of(longer))).containsExactly(WAITING);
        assertThat(causes(longer)).as("before it wakes it sleeps as it should").isEmpty();
    }

    @Test
    void aTickMayHaveSeveralCauses() {
        assertThat(causes(
                        new Evidence(STEAL, 90 * MS, 110 * MS, 20 * MS),
                        new Evidence(RUN_DELAY, 100 * MS, 105 * MS, 2 * MS)))
                .containsExactly(STEAL, RUN_DELAY);
    }

    @Test
    void aPauseIsNotNamedASecondTimeAsItsSafepointNorAsAStandstill() {
        assertThat(causes(
                        new Evidence(SAFEPOINT, 99 * MS, 103 * MS, 4 * MS),
                        new Evidence(GC_PAUSE, 99 * MS, 103 * MS, 4 * MS),
                        new Evidence(STANDSTILL, 98 * MS, 103 * MS, 4 * MS)))
                .containsExactly(GC_PAUSE);
    }

    @Test
    void theOrderOfTheEvidenceAndTheOriginOfTimeDoNotMatter() {
        Property.check(500, choices -> {
            LateTick late = late(choices);
            List<Evidence> evidence = evidence(choices);
            Set<LateCause> causes = Correlation.causesOf(late, evidence);

            List<Evidence> shuffled = new ArrayList<>(evidence);
            Collections.shuffle(shuffled, new Random(choices.bits()));
            assertThat(Correlation.causesOf(late, shuffled)).isEqualTo(causes);

            long shiftNs = choices.integer(-1_000_000, 1_000_000) * MS;
            assertThat(Correlation.causesOf(shifted(late, shiftNs), shifted(evidence, shiftNs)))
                    .isEqualTo(causes);
        });
    }

    @Test
    void onlyWhatOverlapsIsNamedAndWhatCoversTheLossIsNamedAlways() {
        Property.check(500, choices -> {
            LateTick late = late(choices);
            List<Evidence> evidence = evidence(choices);
            Set<LateCause> causes = Correlation.causesOf(late, evidence);

            assertThat(causes)
                    .doesNotContain(UNEXPLAINED)
                    .allSatisfy(cause -> assertThat(evidence)
                            .anyMatch(piece -> piece.cause() == cause
                                    && piece.fromNs() <= late.endNs()
                                    && piece.toNs() >= late.fromNs()));
            evidence.add(new Evidence(STEAL, late.fromNs(), late.endNs(), late.lostNs() + 1));
            assertThat(Correlation.causesOf(late, evidence)).contains(STEAL);
        });
    }

    @Test
    void moreEvidenceOfTheSameCauseNeverClearsIt() {
        Property.check(500, choices -> {
            LateTick late = late(choices);
            List<Evidence> evidence = evidence(choices);
            Set<LateCause> before = Correlation.causesOf(late, evidence);
            for (LateCause cause : before) {
                List<Evidence> more = new ArrayList<>(evidence);
                more.add(new Evidence(cause, late.fromNs(), late.endNs(), choices.integer(0, 1_000_000_000)));
                assertThat(Correlation.causesOf(late, more)).contains(cause);
            }
        });
    }

    private static LateTick late(Choices choices) {
        long dueNs = choices.integer(0, 100) * MS;
        long lateNs = choices.integer(1, 50_000_000);
        long fromNs = dueNs - (choices.bool() ? choices.integer(0, 50) * MS : 0);
        return new LateTick(
                7, dueNs, dueNs + lateNs, MS, dueNs + MS + lateNs, fromNs, lateNs, lateNs + 900_000, Phase.WAKE_UP, 0);
    }

    private static List<Evidence> evidence(Choices choices) {
        List<Evidence> evidence = new ArrayList<>();
        for (int i = choices.integer(0, 12); i > 0; i--) {
            LateCause cause = LateCause.values()[choices.integer(0, UNEXPLAINED.ordinal() - 1)];
            long fromNs = choices.integer(-50, 200) * MS;
            long lengthNs = choices.integer(0, 40_000_000);
            evidence.add(new Evidence(cause, fromNs, fromNs + lengthNs, choices.integer(0, 40_000_000)));
        }
        return evidence;
    }

    private static LateTick shifted(LateTick late, long byNs) {
        return new LateTick(
                late.tick(),
                late.dueNs() + byNs,
                late.startNs() + byNs,
                late.workNs(),
                late.endNs() + byNs,
                late.fromNs() + byNs,
                late.lateNs(),
                late.lostNs(),
                late.phase(),
                late.skipped());
    }

    private static List<Evidence> shifted(List<Evidence> evidence, long byNs) {
        return evidence.stream()
                .map(e -> new Evidence(e.cause(), e.fromNs() + byNs, e.toNs() + byNs, e.amount()))
                .toList();
    }
}
