package dev.creance.dynamics.quadrotor.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.property.Property;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class BatteryTest {
    private static final BatteryParameters STEADY = new BatteryParameters(1000, 0.1, new double[] {4, 4}, 4);

    @Test
    void givesThePowerThatIsTakenBehindItsResistance() {
        Property.check(200, choices -> {
            Battery battery = new Battery(STEADY, 1);
            double power = choices.between(0, 39);
            battery.draw(power, 0);
            assertThat(battery.voltageV() * battery.currentA()).isCloseTo(power, within(1e-12));
            assertThat(battery.voltageV()).isCloseTo(4 - 0.1 * battery.currentA(), within(1e-12));
        });
    }

    @Test
    void cannotGiveMoreThanItsResistanceLets() {
        Battery battery = new Battery(STEADY, 1);

        battery.draw(1000, 0);

        // E² / 4R = 40 W at half the voltage
        assertThat(battery.voltageV()).isCloseTo(2, within(1e-12));
        assertThat(battery.currentA()).isCloseTo(20, within(1e-12));
    }

    @Test
    void losesWhatItsCurrentTakes() {
        Battery battery = new Battery(STEADY, 1);

        for (int i = 0; i < 1000; i++) {
            battery.draw(7.8, 0.01);
        }

        // 2 A × 3.9 V... I = (4 − √(16 − 0.4 × 7.8)) / 0.2
        double current = (4 - Math.sqrt(16 - 0.4 * 7.8)) / 0.2;
        assertThat(battery.charge()).isCloseTo(1 - current * 10 / 1000, within(1e-12));
    }

    @Test
    void anEmptyOneGivesNothing() {
        Battery battery = new Battery(STEADY, 1e-6);

        battery.draw(4, 1);
        battery.draw(4, 1);

        assertThat(battery.voltageV()).isZero();
        assertThat(battery.speedFactor()).isZero();
        assertThat(battery.charge()).isZero();
    }

    @Test
    void aHalfFullCrazyflieBatteryStandsAtItsTablesVoltage() {
        Battery battery = new Battery(BatteryParameters.crazyflie(), 0.5);

        assertThat(battery.voltageV()).isEqualTo(3.92);
        assertThat(battery.speedFactor()).isEqualTo(1);
    }

    @Test
    void betweenItsTablesPointsItGoesStraight() {
        assertThat(new Battery(BatteryParameters.crazyflie(), 0.95).voltageV()).isCloseTo(4.15, within(1e-12));
        assertThat(new Battery(BatteryParameters.crazyflie(), 1).voltageV()).isEqualTo(4.2);
        assertThat(new Battery(BatteryParameters.crazyflie(), 0).voltageV()).isEqualTo(3);
    }

    @Test
    void anIdealRotorOfLeishmansHoverExampleNeedsWhatTheFormulaSays() {
        // T = 0.0751 N on a disk of 23.1 mm radius: √(T³ / 2ρA) = 0.3206 W
        RotorPower rotor = new RotorPower(Math.PI * 0.0231348 * 0.0231348, 1);

        assertThat(rotor.watts(0.0751)).isCloseTo(0.3206, Percentage.withPercentage(0.1));
        assertThat(rotor.watts(-1)).isZero();
    }
}
