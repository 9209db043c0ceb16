package dev.creance.dynamics.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.property.Property;
import org.junit.jupiter.api.Test;

class ThreePhaseTest {
    @Test
    void aVectorSurvivesTheWayToThePhasesAndBack() {
        Property.check(1000, choices -> {
            double d = choices.between(-400, 400);
            double q = choices.between(-400, 400);
            double angle = choices.between(-1000, 1000);
            double[] abc = new double[3];
            double[] dq = new double[2];

            ThreePhase.fromRotor(d, q, angle, abc);
            ThreePhase.toRotor(abc, 0, angle, dq);

            assertThat(dq).containsExactly(new double[] {d, q}, within(1e-12 * (1 + Math.abs(d) + Math.abs(q))));
            assertThat(abc[0] + abc[1] + abc[2]).isCloseTo(0, within(1e-12 * (1 + Math.abs(d) + Math.abs(q))));
        });
    }

    @Test
    void whatAllPhasesHaveInCommonDoesNotReachTheRotor() {
        double[] with = new double[2];
        double[] without = new double[2];

        ThreePhase.toRotor(new double[] {110, 70, 90}, 0, 0.7, with);
        ThreePhase.toRotor(new double[] {20, -20, 0}, 0, 0.7, without);

        assertThat(with).containsExactly(without, within(1e-12));
    }

    @Test
    void theAmplitudeOfAPhaseIsTheLengthOfTheVector() {
        double[] abc = new double[3];

        ThreePhase.fromRotor(3, 4, -Math.atan2(4, 3), abc);

        assertThat(abc).containsExactly(new double[] {5, -2.5, -2.5}, within(1e-12));
    }
}
