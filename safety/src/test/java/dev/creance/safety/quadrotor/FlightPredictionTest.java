package dev.creance.safety.quadrotor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.runtime.Cause;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Source;
import dev.creance.safety.CommandProjection;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A rule about where a vehicle may be, with and without prediction. */
class FlightPredictionTest {
    private static final double WALL_M = 0.6;
    private static final double GOAL_M = 1.5;

    /** Flies from x = 0 to beyond the wall. */
    private static Flight towardsTheWall(String predict) {
        Flight flight = Flight.of(
                ShieldFixtures.settings("failsafe: {arming_hold: 0 ms}\nrules: [{name: wall, always: position.x < "
                        + WALL_M + " m" + predict + "}]\n"),
                ShieldFixtures.EVERY_TICK);
        GentlePilot pilot = new GentlePilot();
        flight.pilot = pilot;
        flight.startInFlight(Flight.hovering(0, 0, 1));
        pilot.fliesTo(GOAL_M, 0, 1);
        return flight;
    }

    @Test
    void withoutPredictionTheBackupTakesOverWhenTheRuleIsBroken() {
        Flight flight = towardsTheWall("");
        flight.until(FailsafeState.BACKUP, 5);

        assertThat(flight.decision().transitionCause).isEqualTo(Cause.RULE);
        assertThat(flight.truth.values[0]).isGreaterThan(WALL_M - 1e-6);
    }

    @Test
    void withPredictionTheBackupFliesBeforeItAndTheRuleIsKept() {
        Flight flight = towardsTheWall(", predict: 1 s, reserve: 2 cm");
        double farthest = 0;
        double firstM = Double.NaN;
        for (int i = 0; i < 6000; i++) {
            flight.step();
            farthest = Math.max(farthest, flight.truth.values[0]);
            if (Double.isNaN(firstM) && flight.decision().source == Source.BACKUP) {
                firstM = flight.truth.values[0];
            }
            assertThat(flight.state()).isEqualTo(FailsafeState.ACTIVE);
        }

        assertThat(firstM).as("as far before it as it takes to stop").isBetween(WALL_M - 0.3, WALL_M - 0.05);
        assertThat(farthest).isBetween(WALL_M - 0.04, WALL_M);
    }

    private static BackupPilot pilot(Airframe airframe, QuadrotorShieldSettings settings) {
        return new BackupPilot(airframe, BackupGains.of(settings), Envelope.of(settings), settings);
    }

    /** What it says of the next second is what happens where the backup does follow. */
    @Test
    void whatIsPredictedComes() {
        Flight flight = towardsTheWall("");
        flight.run(1);
        QuadrotorShieldSettings settings = ShieldFixtures.settings("");
        Airframe airframe = new Airframe(ShieldFixtures.CRAZYFLIE, 0, 1);
        StateEstimate now = new StateEstimate();
        GentlePilot.see(flight.truth, now.state);
        GroundWatch ground = new GroundWatch(airframe);
        ground.standing(now);
        now.known = true;
        ground.standing(now);
        now.state.pz += 1;
        ground.update(now, false, 1e-3);
        now.state.pz -= 1;
        int sensors = QuadrotorChannels.sensors().size();
        FlightPrediction prediction = new FlightPrediction(
                airframe,
                new FlightPrediction.Now(now, ground, pilot(airframe, settings), new double[4]),
                pilot(airframe, settings),
                new CommandProjection(settings.commandLimits(), 1e-3),
                1e-3,
                sensors);
        double[] sample = new double[sensors + 4];
        prediction.begin();
        prediction.apply(flight.decision().command, sample);
        for (int i = 1; i < 1000; i++) {
            prediction.follow(sample);
        }

        flight.meddler = (f, in) -> Arrays.fill(f.out.proposal, Double.NaN);
        flight.run(1);
        assertThat(flight.state()).isEqualTo(FailsafeState.BACKUP);
        for (int axis = 0; axis < 3; axis++) {
            assertThat(sample[axis]).isCloseTo(flight.truth.values[axis], within(0.004));
            assertThat(sample[QuadrotorChannels.VELOCITY + axis])
                    .isCloseTo(flight.truth.values[7 + axis], within(0.05));
        }
        for (int rotor = 0; rotor < 4; rotor++) {
            assertThat(sample[sensors + rotor]).isCloseTo(flight.decision().command[rotor], within(0.02));
        }
    }
}
