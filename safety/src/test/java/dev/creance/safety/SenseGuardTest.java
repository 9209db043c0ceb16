package dev.creance.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.runtime.TickInputs;
import dev.creance.safety.quadrotor.QuadrotorRules;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenseGuardTest {
    private static final long MS = 1_000_000;

    private final SenseGuard guard =
            new SenseGuard(QuadrotorChannels.sensors(), QuadrotorRules.rules(), QuadrotorRules.section());
    private final TickInputs in = new TickInputs(QuadrotorChannels.sensors(), 4);

    @BeforeEach
    void aFirstGoodFrame() {
        in.sensors.values[QuadrotorChannels.ORIENTATION] = 1;
        in.sensors.validBits = in.sensors.allValid();
        frame();
        assertThat(guard.accepted()).isTrue();
    }

    /** A frame, 1 ms after the last tick. */
    private void frame() {
        in.nowNs += MS;
        in.sensorFresh = true;
        in.sensors.sequence++;
        in.sensors.sampleNs = in.nowNs;
        in.sensors.receiptNs = in.nowNs;
        guard.check(in, true);
    }

    private void noFrame() {
        in.nowNs += MS;
        in.sensorFresh = false;
        guard.check(in, true);
    }

    @Test
    void withoutFramesTheAgeGrows() {
        noFrame();
        noFrame();
        assertThat(guard.accepted()).isFalse();
        assertThat(guard.ageNs()).isEqualTo(2 * MS);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 1001, -1001, 0.3})
    void aPositionThatIsNoNumberOutOfRangeOrTooFarAwayIsNotBelieved(double x) {
        in.sensors.values[QuadrotorChannels.POSITION] = x;
        frame();
        assertThat(guard.accepted()).isFalse();
        assertThat(guard.ageNs()).isEqualTo(MS);
    }

    @Test
    void aJumpOfVelocityOrBodyRateIsNotBelieved() {
        in.sensors.values[QuadrotorChannels.VELOCITY + 1] = 1.2;
        frame();
        assertThat(guard.accepted()).isFalse();

        in.sensors.values[QuadrotorChannels.VELOCITY + 1] = 0;
        in.sensors.values[QuadrotorChannels.GYRO] = 20;
        frame();
        assertThat(guard.accepted()).isFalse();
    }

    @Test
    void aQuaternionMayChangeItsSignButNotItsLengthNorTurnOverAtOnce() {
        in.sensors.values[QuadrotorChannels.ORIENTATION] = -1;
        frame();
        assertThat(guard.accepted()).isTrue();

        in.sensors.values[QuadrotorChannels.ORIENTATION] = -0.9;
        frame();
        assertThat(guard.accepted()).isFalse();

        in.sensors.values[QuadrotorChannels.ORIENTATION] = 0;
        in.sensors.values[QuadrotorChannels.ORIENTATION + 1] = 1;
        frame();
        assertThat(guard.accepted()).isFalse();
    }

    @Test
    void aJumpThatStaysIsBelievedWhenItHasBeenSeenForLongEnoughToBeReal() {
        in.sensors.values[QuadrotorChannels.POSITION] = 0.3;
        int frames = 0;
        do {
            frame();
            frames++;
        } while (!guard.accepted() && frames < 100);
        assertThat(frames).isBetween(10, 40);
    }

    @Test
    void aFlagOfAnyChannelThatFlightNeedsCountsAndRotorsAndBatteryMayBeMissing() {
        in.sensors.validBits = in.sensors.allValid() & ~(1L << QuadrotorChannels.ROTOR);
        in.sensors.values[QuadrotorChannels.ROTOR] = Double.NaN;
        frame();
        assertThat(guard.accepted()).isTrue();

        in.sensors.validBits = in.sensors.allValid() & ~(1L << QuadrotorChannels.ACCEL);
        frame();
        assertThat(guard.accepted()).isFalse();
    }

    @Test
    void aSampleThatDoesNotAdvanceIsNotNews() {
        in.nowNs += MS;
        in.sensors.receiptNs = in.nowNs;
        in.sensors.sequence++;
        guard.check(in, true);
        assertThat(guard.accepted()).isFalse();
        assertThat(guard.isRepeating()).isTrue();
        assertThat(guard.ageNs()).isEqualTo(MS);
    }

    @Test
    void whereClocksAreSynchronisedTheAgeCountsFromTheSample() {
        in.device.roundTripNs = 2 * MS;
        in.device.clockOffsetNs = 5_000 * MS;
        in.nowNs += MS;
        in.sensors.sequence++;
        in.sensors.sampleNs = in.nowNs - 5_003 * MS;
        // The sample time goes back on the device's clock here, as after a restart: not news, until it has caught up.
        guard.check(in, true);
        assertThat(guard.accepted()).isFalse();

        SenseGuard fresh =
                new SenseGuard(QuadrotorChannels.sensors(), QuadrotorRules.rules(), QuadrotorRules.section());
        fresh.check(in, true);
        assertThat(fresh.ageNs()).isEqualTo(3 * MS);
    }

    @Test
    void anInertialUnitThatRepeatsBitByBitIsStuckEvenWhenThePositionMoves() {
        in.sensors.values[QuadrotorChannels.GYRO] = 0.25;
        for (int i = 0; i < 32; i++) {
            in.sensors.values[QuadrotorChannels.POSITION] += 1e-3;
            frame();
        }
        assertThat(guard.isStuck()).isTrue();

        in.sensors.values[QuadrotorChannels.GYRO] = 0.26;
        frame();
        assertThat(guard.isStuck()).isFalse();
    }

    @Test
    void onTheGroundNothingIsStuck() {
        for (int i = 0; i < 100; i++) {
            in.nowNs += MS;
            in.sensors.sequence++;
            in.sensors.sampleNs = in.nowNs;
            in.sensors.receiptNs = in.nowNs;
            guard.check(in, false);
        }
        assertThat(guard.isStuck()).isFalse();
    }

    @Test
    void invalidFramesAreBridgedForTheHoldTimeAndThenCountAsAFailure() {
        in.sensors.values[QuadrotorChannels.ACCEL] = Double.NaN;
        for (int i = 0; i < 50; i++) {
            frame();
        }
        assertThat(guard.isFailed()).isFalse();
        frame();
        assertThat(guard.isFailed()).isTrue();
    }
}
