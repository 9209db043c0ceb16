package dev.creance.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LoopComparisonTest {
    private static Turn turn(long scale) {
        return new Turn(
                new Sample(LongStream.rangeClosed(1, 1000).map(i -> i * scale).toArray()), 0, 0, 0.1, 0);
    }

    @Test
    void aPercentileIsTheNearestRank() {
        assertThat(turn(1).percentileNs(50)).isEqualTo(500);
        assertThat(turn(1).percentileNs(99)).isEqualTo(990);
        assertThat(turn(1).percentileNs(99.9)).isEqualTo(999);
        assertThat(turn(1).percentileNs(100)).isEqualTo(1000);
    }

    @Test
    void theRatioIsTheMedianOverTurnsThatWereNeighboursAndNotOfPooledFigures() {
        // one bad moment of the machine struck both in the second round
        LoopComparison comparison = new LoopComparison(
                "java sleep",
                List.of(turn(11), turn(1100), turn(12)),
                "cyclictest",
                List.of(turn(10), turn(1000), turn(10)));

        Quartiles ratio = comparison.ratio(99);

        assertThat(ratio.median()).isCloseTo(1.1, within(1e-12));
        assertThat(ratio.upper()).isCloseTo(1.15, within(1e-12));
    }

    @Test
    void whatOneContestantDoesNotTellIsNotInvented() {
        Turn silent = new Turn(new Sample(new long[] {1}), 0, -1, 0, 0);

        assertThat(LoopComparison.pooled(List.of(silent, silent)).skipped()).isEqualTo(-1);
        assertThat(LoopComparison.pooled(List.of(turn(1), turn(1))).ticks()).isEqualTo(2000);
    }

    @Test
    void aClaimThatIsMissedIsReportedAsMissed() {
        LoopReport report = new LoopReport();
        report.add(1000, Load.IDLE, Map.of("java sleep", List.of(turn(13)), "cyclictest", List.of(turn(10))));

        assertThat(report.text()).contains("MISSED 1000 Hz idle").contains("java sleep / cyclictest P99");
        assertThat(report.json().path("claims").path(0).path("held").booleanValue())
                .isFalse();
        assertThat(report.json().path("rows").path(1).path("ratio").doubleValue())
                .isCloseTo(1.3, within(1e-12));
    }
}
