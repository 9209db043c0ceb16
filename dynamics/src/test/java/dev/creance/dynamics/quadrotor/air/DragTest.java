package dev.creance.dynamics.quadrotor.air;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.Quaternion;
import dev.creance.dynamics.quadrotor.QuadrotorParameterFiles;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.dynamics.quadrotor.QuadrotorState;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DragTest {
    private static final QuadrotorParameters X500 = QuadrotorParameterFiles.named("x500");

    private final QuadrotorState state = new QuadrotorState(4);
    private final double[] force = new double[3];
    private final double[] torque = new double[3];

    DragTest() {
        throttle(X500.hoverThrottle());
    }

    @Test
    void inHoverItIsTheConstantMatrixOfFaesslerInBodyAxes() {
        // a = −R D Rᵀ v, here with F = m a, for a vehicle that leans by 30 degrees
        Quaternion.turn(state.values, QuadrotorState.ORIENTATION, 0, Math.toRadians(30), 0);
        fly(4, 0, 0);
        Drag drag = new Drag(new double[] {0.5, 0.4, 0.2}, new double[3]);

        new FlightLoads(X500, drag, null).evaluate(state.values, force, torque);

        double cos = Math.cos(Math.toRadians(30));
        double sin = Math.sin(Math.toRadians(30));
        assertThat(force[0]).isCloseTo(-4 * (cos * cos * 0.5 + sin * sin * 0.2), within(1e-12));
        assertThat(force[1]).isCloseTo(0, within(1e-12));
        assertThat(force[2]).isCloseTo(4 * sin * cos * (0.5 - 0.2), within(1e-12));
    }

    @Test
    void anX500FeelsWhatGazeboAppliesToEachOfItsRotors() {
        // −|ω| 8.06428e-5 v across the axis, ω = 150 + 850 u rad/s: models/x500/model.sdf
        throttle(0.9);
        fly(0, 3, 0);

        new FlightLoads(X500, Drag.x500(), null).evaluate(state.values, force, torque);

        assertThat(force[1]).isCloseTo(-4 * (150 + 850 * 0.9) * 8.06428e-5 * 3, within(1e-5));
    }

    @Test
    void theBodysPartGrowsWithTheSquareOfTheSpeed() {
        fly(3, 4, 0);
        Drag drag = new Drag(new double[3], new double[] {0.02, 0.02, 0.02});

        new FlightLoads(X500, drag, null).evaluate(state.values, force, torque);

        assertThat(force).containsExactly(new double[] {-0.02 * 5 * 3, -0.02 * 5 * 4, 0}, within(1e-12));
    }

    @Test
    void airThatMovesAlongTakesTheDragAway() {
        fly(3, -2, 1);
        FlightLoads loads = new FlightLoads(X500, Drag.x500(), null);
        System.arraycopy(state.values, QuadrotorState.VELOCITY, loads.airMPerS, 0, 3);

        loads.evaluate(state.values, force, torque);

        assertThat(force).containsExactly(new double[3], within(0.0));
    }

    @Test
    void aRotorThatHasLostHalfItsThrustLacksHalfItsMomentToo() {
        throttle(1);
        FlightLoads loads = new FlightLoads(X500, Drag.none(), null);
        loads.loss[0] = 0.5;

        loads.evaluate(state.values, force, torque);

        double lostN = 8.54858e-6 * 1000 * 1000 / 2;
        assertThat(force).containsExactly(new double[] {0, 0, -lostN}, within(1e-9));
        // r × F for the front-right rotor, and less of its moment against the turn
        assertThat(torque).containsExactly(new double[] {0.174 * lostN, 0.174 * lostN, 0.016 * lostN}, within(1e-9));
    }

    private void throttle(double throttle) {
        Arrays.fill(state.values, QuadrotorState.ROTOR, QuadrotorState.ROTOR + 4, throttle);
    }

    private void fly(double x, double y, double z) {
        state.values[QuadrotorState.VELOCITY] = x;
        state.values[QuadrotorState.VELOCITY + 1] = y;
        state.values[QuadrotorState.VELOCITY + 2] = z;
    }
}
