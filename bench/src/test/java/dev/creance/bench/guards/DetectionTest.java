package dev.creance.bench.guards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DetectionTest {
    private static Outcome outcome(double worst, int firstTick, int alarms) {
        return new Outcome(new double[][] {{worst}}, new int[] {firstTick}, new int[] {alarms}, 1800, -1, 0);
    }

    @Test
    void theAreaIsTheShareOfPairsInWhichTheThreatIsWorse() {
        double[] without = {1, 2, 3, 4};

        assertThat(Detection.areaUnderCurve(new double[] {5, 6}, without)).isEqualTo(1);
        assertThat(Detection.areaUnderCurve(new double[] {0}, without)).isZero();
        assertThat(Detection.areaUnderCurve(new double[] {2.5}, without)).isEqualTo(0.5);
        assertThat(Detection.areaUnderCurve(without, without)).isEqualTo(0.5);
        assertThat(Detection.areaUnderCurve(new double[] {2, 3.5}, without)).isCloseTo(4.5 / 8, within(1e-12));
    }

    @Test
    void delaysAreThoseOfEpisodesThatWereDetected() {
        List<Outcome> outcomes =
                Stream.of(30, -1, 10, 20, -1).map(tick -> outcome(1, tick, 0)).toList();
        Detection detection = new Detection(0, outcomes, outcomes);

        assertThat(detection.detected().found()).isEqualTo(3);
        assertThat(detection.detected().trials()).isEqualTo(5);
        assertThat(detection.delayTicks(50)).isEqualTo(20);
        assertThat(detection.delayTicks(95)).isEqualTo(30);
    }

    @Test
    void whatNobodyDetectedHasNoDelay() {
        List<Outcome> outcomes = List.of(outcome(-1, -1, 0));

        assertThat(new Detection(0, outcomes, outcomes).delayTicks(50)).isEqualTo(-1);
    }

    @Test
    void falseAlarmsAreCountedByTheHour() {
        FalseAlarms alarms = FalseAlarms.of(0, List.of(outcome(-2, -1, 0), outcome(0.5, 7, 3)));

        assertThat(alarms.perHour()).isEqualTo(3);
        assertThat(alarms.episodes().found()).isEqualTo(1);
        assertThat(alarms.worst()).isEqualTo(0.5);
    }
}
