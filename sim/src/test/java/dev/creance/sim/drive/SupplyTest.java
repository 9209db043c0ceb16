package dev.creance.sim.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.drive.Fidelity;
import dev.creance.runtime.property.Property;
import org.junit.jupiter.api.Test;

class SupplyTest {
    private static final CapacitorSupply.Parameters PARAMETERS = new CapacitorSupply.Parameters(60, 0.05, 0.05);

    @Test
    void aCapacitorSettlesWhereTheSourceGivesTheCurrent() {
        CapacitorSupply supply = new CapacitorSupply(PARAMETERS, Fidelity.PHYSICAL);
        for (int step = 0; step < 1000; step++) {
            supply.draw(100, 1e-4);
        }

        assertThat(supply.voltageV(0)).isCloseTo(60 - 0.05 * 100, within(1e-9));
        supply.reset();
        assertThat(supply.voltageV(0)).isEqualTo(60);
    }

    @Test
    void aCapacitorDoesNotCareHowItsTimeIsDivided() {
        Property.check(200, choices -> {
            double current = choices.between(-200, 200);
            double split = choices.between(1e-6, 9e-5);
            CapacitorSupply whole = new CapacitorSupply(PARAMETERS, Fidelity.PHYSICAL);
            CapacitorSupply parts = new CapacitorSupply(PARAMETERS, Fidelity.PHYSICAL);

            whole.draw(current, 1e-4);
            parts.draw(current, split);
            parts.draw(current, 1e-4 - split);

            assertThat(parts.voltageV(0)).isCloseTo(whole.voltageV(0), within(1e-10));
        });
    }

    @Test
    void gymElectricMotorTakesOneEulerStep() {
        CapacitorSupply supply = new CapacitorSupply(PARAMETERS, Fidelity.GEM);

        supply.draw(10, 1e-4);

        assertThat(supply.voltageV(0)).isCloseTo(60 - 10 / 0.05 * 1e-4, within(1e-12));
    }

    @Test
    void onePhaseOfTheMainsSwingsAroundZero() {
        MainsSupply mains = new MainsSupply(MainsSupply.Connection.ONE_PHASE, 230, 50, 0);

        assertThat(mains.voltageV(0.005)).isCloseTo(325.27, within(0.01));
        assertThat(mains.voltageV(0.015)).isCloseTo(-325.27, within(0.01));
    }

    @Test
    void aRectifierGivesTheHigherAgainstTheLower() {
        MainsSupply one = new MainsSupply(MainsSupply.Connection.ONE_PHASE_RECTIFIED, 230, 50, 0);
        MainsSupply three = new MainsSupply(MainsSupply.Connection.THREE_PHASE_RECTIFIED, 400, 50, 0);
        double greatest = 400 * Math.sqrt(2);
        Property.check(500, choices -> {
            double timeS = choices.between(0, 1);

            assertThat(one.voltageV(timeS)).isBetween(0.0, 325.3);
            // the ripple of six pulses ends at cos 30°
            assertThat(three.voltageV(timeS)).isBetween(greatest * Math.cos(Math.PI / 6) - 1e-9, greatest + 1e-9);
        });
    }
}
