package dev.creance.dynamics.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.property.Property;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConverterTest {
    private static final double DEAD_SHARE = 0.03;

    @Test
    void oneQuadrantHasNoHoldOverACurrentThatFlowsBack() {
        assertThat(voltage(new ContinuousConverter.OneQuadrant(), 0.3, 5)).isEqualTo(0.3);
        assertThat(voltage(new ContinuousConverter.OneQuadrant(), 0.3, -5)).isEqualTo(1);
        assertThat(voltage(new FiniteConverter.OneQuadrant(), 0, 5)).isEqualTo(0);
        assertThat(voltage(new FiniteConverter.OneQuadrant(), 0, -5)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 5, 0.47", "0.5, -5, 0.53", "0.5, 0, 0.5", "0.01, 5, 0", "0.99, -5, 1", "7, -5, 1", "NaN, 5, 0"})
    void deadTimeTakesVoltageAgainstTheCurrentWithinTheRange(double duty, double currentA, double expected) {
        assertThat(voltage(new ContinuousConverter.TwoQuadrant(DEAD_SHARE), duty, currentA))
                .isCloseTo(expected, within(1e-15));
    }

    @Test
    void deadTimeOfAFourQuadrantConverterCancelsInGymElectricMotorOnly() {
        assertThat(voltage(new ContinuousConverter.FourQuadrant(DEAD_SHARE, Fidelity.GEM), 0.2, 5))
                .isCloseTo(0.2, within(1e-15));
        assertThat(voltage(new ContinuousConverter.FourQuadrant(DEAD_SHARE, Fidelity.PHYSICAL), 0.2, 5))
                .isCloseTo(0.14, within(1e-15));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "2, -1", "3, 0", "4, 0", "-1, 0"})
    void theFourStatesOfAFourQuadrantConverter(double action, double expected) {
        assertThat(voltage(new FiniteConverter.FourQuadrant(0), action, 5)).isEqualTo(expected);
    }

    @Test
    void theEightStatesOfABridgeAreTheBitsOfItsPhases() {
        FiniteConverter bridge = new FiniteConverter.B6Bridge(0);
        double[] voltage = new double[3];
        for (int state = 0; state < 8; state++) {
            bridge.convert(new double[] {state}, new double[3], voltage);

            assertThat(voltage).containsExactly(((state >> 2) & 1) - 0.5, ((state >> 1) & 1) - 0.5, (state & 1) - 0.5);
        }
    }

    @Test
    void whileALegSwitchesOverItsDiodesDecide() {
        FiniteConverter bridge = new FiniteConverter.B6Bridge(2e-6);
        double[] voltage = new double[3];

        // from 0b100 to 0b010: a and b switch over, c stays down
        bridge.switchOver(new double[] {4}, new double[] {2}, new double[] {5, -5, 5}, voltage);

        assertThat(voltage).containsExactly(-0.5, 0.5, -0.5);
    }

    @Test
    void theSecondLegOfABridgeCarriesTheCurrentBack() {
        FiniteConverter bridge = new FiniteConverter.FourQuadrant(2e-6);
        double[] voltage = new double[1];

        // from forward to backward both legs switch over; the current finds its way against the supply
        bridge.switchOver(new double[] {1}, new double[] {2}, new double[] {5}, voltage);

        assertThat(voltage).containsExactly(-1);
    }

    @Test
    void aBridgeTreatsItsPhasesAlike() {
        ContinuousConverter bridge = new ContinuousConverter.B6Bridge(DEAD_SHARE);
        Property.check(500, choices -> {
            double[] action = {choices.hostile(-1, 1), choices.hostile(-1, 1), choices.hostile(-1, 1)};
            double[] currentA = {choices.hostile(-400, 400), choices.hostile(-400, 400), choices.hostile(-400, 400)};
            double[] voltage = new double[3];
            double[] shifted = new double[3];
            bridge.convert(action, currentA, voltage);
            bridge.convert(
                    new double[] {action[1], action[2], action[0]},
                    new double[] {currentA[1], currentA[2], currentA[0]},
                    shifted);

            assertThat(shifted).containsExactly(voltage[1], voltage[2], voltage[0]);
            assertThat(voltage[0]).isBetween(-0.5, 0.5);
        });
    }

    @Test
    void aGroupGivesEachMemberItsPart() {
        ConverterGroup group = new ConverterGroup(
                List.of(new ContinuousConverter.B6Bridge(DEAD_SHARE), new ContinuousConverter.TwoQuadrant(DEAD_SHARE)));
        double[] voltage = new double[4];

        group.convert(new double[] {1, -1, 0, 0.5}, new double[] {0, 0, 0, 5}, voltage);

        assertThat(voltage).containsExactly(new double[] {0.5, -0.5, 0, 0.47}, within(1e-15));
        assertThat(group.leastAction(2)).isEqualTo(-1);
        assertThat(group.leastAction(3)).isEqualTo(0);
        assertThat(group.greatestAction(3)).isEqualTo(1);
    }

    @Test
    void aGroupOfDifferentDeadTimesIsRefused() {
        List<Converter> different =
                List.of(new FiniteConverter.TwoQuadrant(1e-6), new FiniteConverter.TwoQuadrant(2e-6));

        assertThatThrownBy(() -> new ConverterGroup(different)).hasMessageContaining("2.0E-6 beside deadTimeS=1.0E-6");
    }

    @Test
    void aGroupOfDutyCyclesAndSwitchingStatesIsRefused() {
        List<Converter> different = List.of(new ContinuousConverter.TwoQuadrant(0), new FiniteConverter.TwoQuadrant(0));

        assertThatThrownBy(() -> new ConverterGroup(different)).hasMessageContaining("continuous and a finite");
    }

    private static double voltage(Converter converter, double action, double currentA) {
        double[] voltage = new double[1];
        converter.convert(new double[] {action}, new double[] {currentA}, voltage);
        return voltage[0];
    }
}
