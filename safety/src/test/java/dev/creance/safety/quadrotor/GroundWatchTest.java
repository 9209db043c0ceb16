package dev.creance.safety.quadrotor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An armed vehicle that stands, and what moves it there. */
class GroundWatchTest {
    private static final double STEP_S = 1e-3;

    private final GroundWatch ground = new GroundWatch(new Airframe(ShieldFixtures.CRAZYFLIE, 0, 1));
    private final StateEstimate estimate = new StateEstimate();

    @BeforeEach
    void stand() {
        estimate.known = true;
        estimate.state.qw = 1;
        estimate.state.pz = 0.2;
        ground.standing(estimate);
    }

    private boolean fliesWith(double throttle) {
        Arrays.fill(estimate.state.rotor, throttle);
        ground.update(estimate, false, STEP_S);
        return ground.isAirborne();
    }

    @Test
    void standsWhileItsRotorsComeUp() {
        assertThat(fliesWith(0.8)).isFalse();
    }

    @Test
    void fliesFourCentimetresUp() {
        estimate.state.pz += 0.05;
        assertThat(fliesWith(0)).isTrue();
    }

    @Test
    void dragsItselfAlong() {
        estimate.state.vx = 0.3;
        assertThat(fliesWith(0.8)).isTrue();
    }

    @Test
    void tipsItselfOver() {
        estimate.state.qw = Math.cos(0.06);
        estimate.state.qx = Math.sin(0.06);
        assertThat(fliesWith(0.8)).isTrue();
    }

    @Test
    void throwsItselfOver() {
        estimate.state.wy = 2;
        assertThat(fliesWith(0.8)).isTrue();
    }

    @Test
    void isCarriedAwayByPeopleWithRotorsThatHardlyTurn() {
        estimate.state.vx = 0.5;
        estimate.state.wy = 2;
        assertThat(fliesWith(0.2)).isFalse();
    }

    @Test
    void standsOnASlopeAsItDidBefore() {
        estimate.state.qw = Math.cos(0.06);
        estimate.state.qx = Math.sin(0.06);
        ground.standing(estimate);
        assertThat(fliesWith(0.8)).isFalse();
    }

    @Test
    void numbersThatAreNoneAreNoGround() {
        estimate.state.vx = Double.NaN;
        assertThat(fliesWith(0.8)).isTrue();
    }
}
