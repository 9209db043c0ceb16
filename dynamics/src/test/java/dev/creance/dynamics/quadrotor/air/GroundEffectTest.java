package dev.creance.dynamics.quadrotor.air;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.quadrotor.QuadrotorParameterFiles;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.dynamics.quadrotor.QuadrotorState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroundEffectTest {
    @ParameterizedTest
    @CsvSource({"0.5, 1.3333", "1, 1.0667", "1.5, 1.0286", "2, 1.0159", "3, 1.0070"})
    void isWhatCheesemanAndBennettGiveForOneRotor(double radiiAboveGround, double ratio) {
        GroundEffect effect = new GroundEffect(1, 0.1, 0, GroundEffect.DEFAULT_MOST);

        assertThat(effect.ratio(0.1 * radiiAboveGround)).isCloseTo(ratio, within(5e-5));
    }

    @Test
    void isTheFirstTermOfGymPybulletDronesHigherUp() {
        // there: 1 + 11.36859 (R / 4z)²
        double quarter = 2.31348e-2 / (4 * 0.2);

        assertThat(GroundEffect.crazyflie().ratio(0.2)).isCloseTo(1 + 11.36859 * quarter * quarter, within(1e-4));
    }

    @Test
    void isLimitedOnTheGroundAndBelow() {
        GroundEffect effect = GroundEffect.crazyflie();

        assertThat(effect.ratio(0.01)).isEqualTo(1 + 4.0 / 15);
        assertThat(effect.ratio(0)).isEqualTo(1 + 4.0 / 15);
        assertThat(effect.ratio(-1)).isEqualTo(1 + 4.0 / 15);
        assertThat(effect.ratio(Double.NaN)).isEqualTo(1 + 4.0 / 15);
    }

    @Test
    void liftsTheLowerSideOfAVehicleThatLeans() {
        QuadrotorParameters crazyflie = QuadrotorParameterFiles.named("crazyflie-2.x");
        QuadrotorState state = new QuadrotorState(4);
        state.values[QuadrotorState.POSITION + 2] = 0.05;
        state.values[QuadrotorState.ORIENTATION] = Math.cos(0.1);
        state.values[QuadrotorState.ORIENTATION + 1] = Math.sin(0.1);
        java.util.Arrays.fill(state.values, QuadrotorState.ROTOR, QuadrotorState.ROTOR + 4, 0.8);
        double[] force = new double[3];
        double[] torque = new double[3];

        new FlightLoads(crazyflie, Drag.none(), GroundEffect.crazyflie()).evaluate(state.values, force, torque);

        // leaning about +x puts the right side, y < 0, lower
        assertThat(force[2]).isPositive();
        assertThat(torque[0]).isNegative();
        assertThat(torque[2]).isCloseTo(0, within(1e-15));
    }
}
