package dev.creance.sim.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.property.Property;
import org.junit.jupiter.api.Test;

class DcLinkTest {
    private static final double STEP_S = 1e-4;
    private static final DcLink.Parameters PARAMETERS =
            new DcLink.Parameters(300, 0.05, 2e-3, new DcLink.Brake(10, 380, 360));

    @Test
    void sagsUnderLoadByTheRectifiersResistance() {
        DcLink link = drawn(40, 10_000);

        assertThat(link.voltageV(0)).isCloseTo(300 - 0.05 * 40, within(1e-6));
        assertThat(link.braking()).isFalse();
    }

    @Test
    void whatIsFedBackRaisesTheVoltageForTheRectifierTakesNothing() {
        DcLink link = drawn(-20, 50);

        assertThat(link.voltageV(0)).isCloseTo(300 + 20 / 2e-3 * 50 * STEP_S, within(1e-6));
    }

    @Test
    void theChopperKeepsTheVoltageOfABrakingMachineInItsBand() {
        DcLink link = new DcLink(PARAMETERS);
        double greatest = 0;
        for (int step = 0; step < 20_000; step++) {
            link.draw(-20, STEP_S);
            greatest = Math.max(greatest, link.voltageV(0));
        }

        // one part of a step beyond its threshold at most
        assertThat(greatest).isBetween(380.0, 380 + 20 / 2e-3 * STEP_S / 10 + 1e-9);
        assertThat(link.voltageV(0)).isGreaterThan(359);
    }

    @Test
    void theBrakesHeatIsWhatWasFedBackAndIsNotInTheCapacitor() {
        DcLink link = new DcLink(PARAMETERS);
        double fed = 0;
        for (int step = 0; step < 20_000; step++) {
            double before = link.voltageV(0);
            link.draw(-20, STEP_S);
            fed += 20 * (before + link.voltageV(0)) / 2 * STEP_S;
        }

        double stored = 2e-3 / 2 * (link.voltageV(0) * link.voltageV(0) - 300 * 300);
        assertThat(link.brakeHeatJ()).isCloseTo(fed - stored, within(1e-3 * fed));
    }

    @Test
    void theVoltageStaysFiniteAndPositiveWhateverIsDrawn() {
        Property.check(100, choices -> {
            DcLink link = new DcLink(PARAMETERS);
            for (int step = 0; step < 50; step++) {
                link.draw(choices.between(-1e4, 1e4), STEP_S);

                assertThat(link.voltageV(0)).isBetween(0.0, 1e5);
            }
        });
    }

    @Test
    void aResetEmptiesTheBrake() {
        DcLink link = drawn(-20, 2_000);
        link.reset();

        assertThat(link.voltageV(0)).isEqualTo(300);
        assertThat(link.brakeHeatJ()).isZero();
    }

    @Test
    void aChopperBelowTheRectifiersVoltageIsRefused() {
        DcLink.Brake brake = new DcLink.Brake(10, 380, 290);

        assertThatThrownBy(() -> new DcLink.Parameters(300, 0.05, 2e-3, brake))
                .hasMessageContaining("offV=290.0 and openCircuitV=300.0");
    }

    private static DcLink drawn(double currentA, int steps) {
        DcLink link = new DcLink(PARAMETERS);
        for (int step = 0; step < steps; step++) {
            link.draw(currentA, STEP_S);
        }
        return link;
    }
}
