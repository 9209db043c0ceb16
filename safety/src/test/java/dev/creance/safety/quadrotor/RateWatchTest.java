package dev.creance.safety.quadrotor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.quadrotor.QuadrotorState;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RateWatchTest {
    private static final double STEP_S = 1e-3;

    private final RateWatch watch = new RateWatch();
    private final VehicleState seen = new VehicleState();
    private final SplittableRandom random = new SplittableRandom(5);

    /** Turning about a fixed axis of the body, as fast as it likes; what the gyro says is up to the test. */
    private boolean look(double turnedRad, double gyroX, double gyroY, double noise) {
        seen.qw = Math.cos(turnedRad / 2);
        seen.qx = Math.sin(turnedRad / 2) * 0.6 + noise * random.nextGaussian();
        seen.qy = Math.sin(turnedRad / 2) * 0.8 + noise * random.nextGaussian();
        seen.qz = noise * random.nextGaussian();
        seen.wx = gyroX;
        seen.wy = gyroY;
        return watch.look(seen, STEP_S);
    }

    @Test
    void aGyroThatAgreesWithANoisyOrientationIsBelieved() {
        double turned = 0;
        for (int i = 0; i < 20_000; i++) {
            double speed = 8 * Math.sin(0.02 * i);
            turned += speed * STEP_S;
            assertThat(look(turned, 0.6 * speed, 0.8 * speed, 0.001)).isFalse();
        }
    }

    @Test
    void oneThatSticksIsReplacedByWhatTheOrientationSays() {
        double turned = 0;
        boolean wrong = false;
        for (int i = 0; i < 100; i++) {
            turned += 4 * STEP_S;
            wrong = look(turned, 0, 0, 0);
        }
        assertThat(wrong).isTrue();
        assertThat(watch.rate[0]).isCloseTo(2.4, within(0.05));
        assertThat(watch.rate[1]).isCloseTo(3.2, within(0.05));
    }

    @Test
    void oneWithItsAxesExchangedIsWrong() {
        double turned = 0;
        boolean wrong = false;
        for (int i = 0; i < 100; i++) {
            turned += 12 * STEP_S;
            wrong = look(turned, 9.6, 7.2, 0);
        }
        assertThat(wrong).isTrue();
    }

    @Test
    void theBackupHoldsAVehicleWhoseGyroSticks() {
        Flight flight = Flight.of(ShieldFixtures.settings("failsafe: {arming_hold: 0 ms}"), ShieldFixtures.EVERY_TICK);
        GentlePilot pilot = new GentlePilot();
        pilot.fliesTo(1, 0, 1.3);
        flight.pilot = pilot;
        flight.startInFlight(Flight.hovering(0, 0, 1.3));
        EnvelopeTruth truth = new EnvelopeTruth(ShieldFixtures.settings());
        double[] stuck = new double[3];
        flight.meddler = (f, in) -> {
            if (f.tick() == 400) {
                System.arraycopy(in.sensors.values, 10, stuck, 0, 3);
            } else if (f.tick() > 400) {
                System.arraycopy(stuck, 0, in.sensors.values, 10, 3);
                // and the policy knows nothing any more
                f.out.proposal[0] = Double.NaN;
            }
        };
        for (int i = 0; i < 2_500; i++) {
            flight.step();
            truth.observe(flight);
        }

        assertThat(truth.violations()).isEmpty();
        assertThat(flight.truth.values[QuadrotorState.POSITION + 2]).isGreaterThan(0.15);
    }
}
