package dev.creance.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each fault of a sensor shows in the frames of each class of machine. */
class SensorFaultsTest extends FaultScene {
    private static final String WHEN = ", at: 600 ms, for: 200 ms";

    @Shows({Fault.Kind.SENSOR_BIAS, Fault.Kind.SENSOR_SPIKE})
    @ParameterizedTest
    @CsvSource({
        "QUADROTOR, position.x, 0.5 m, 0.5",
        "DRIVE, shaft.speed, 20 rad/s, 20",
        "DRIVE, current.q, 5 A, 5",
        "DRIVE, supply.voltage, 10 V, 10",
        "ARM, joint.position.2, 0.1 rad, 0.1"
    })
    void aBiasOrASpikeIsAdded(FaultRun machine, String signal, String size, double value) {
        Pair bias = parted(machine, "{kind: sensor_bias, signal: " + signal + ", size: " + size + WHEN + "}");
        Pair spike = parted(machine, "{kind: sensor_spike, signal: " + signal + ", size: " + size + ", at: 600 ms}");

        assertThat(bias.difference(signal)).isCloseTo(value, within(1e-4));
        assertThat(spike.difference(signal)).isCloseTo(value, within(1e-4));
        spike.clean().tick();
        spike.faulty().tick();
        assertThat(Math.abs(spike.difference(signal))).isLessThan(value / 2);
    }

    @Shows(Fault.Kind.SENSOR_DRIFT)
    @ParameterizedTest
    @CsvSource({"QUADROTOR, position.z, 1 m", "DRIVE, shaft.speed, 1000 rad/s", "ARM, joint.position.2, 1 rad"})
    void aDriftGrows(FaultRun machine, String signal, String size) {
        String drift = "{kind: sensor_drift, reaches: frames, signal: " + signal + ", size: " + size + ", over: 1 s"
                + WHEN + "}";
        Pair begun = parted(machine, drift);
        double early = begun.difference(signal);
        for (int tick = 0; tick < 100; tick++) {
            begun.clean().tick();
            begun.faulty().tick();
        }

        assertThat(early).isPositive();
        assertThat(begun.difference(signal)).isGreaterThan(10 * early);
    }

    @Shows(Fault.Kind.SENSOR_SCALE)
    @ParameterizedTest
    @CsvSource({"QUADROTOR, accel.z", "DRIVE, current.d", "ARM, joint.velocity.1"})
    void aScaleMultiplies(FaultRun machine, String signal) {
        Pair pair = parted(machine, "{kind: sensor_scale, signal: " + signal + ", factor: 1.5" + WHEN + "}");

        assertThat(pair.faulty().measured(signal))
                .isCloseTo(
                        1.5 * pair.clean().measured(signal),
                        within(1e-4 * Math.abs(pair.clean().measured(signal))));
    }

    @Shows(Fault.Kind.SENSOR_NOISE)
    @ParameterizedTest
    @CsvSource({"QUADROTOR, position.x, 0.1 m, 0.1", "DRIVE, current.q, 2 A, 2", "ARM, joint.position.0, 0.01 rad, 0.01"
    })
    void noiseIsOfItsSize(FaultRun machine, String signal, String size, double deviation) {
        Pair pair = parted(machine, "{kind: sensor_noise, signal: " + signal + ", size: " + size + WHEN + "}");

        assertThat(Math.abs(pair.difference(signal))).isBetween(1e-4 * deviation, 6 * deviation);
    }

    @Shows(Fault.Kind.SENSOR_STUCK)
    @ParameterizedTest
    @CsvSource({"QUADROTOR, velocity.z", "DRIVE, current.q", "ARM, joint.position.0"})
    void aStuckSensorStaysWhereItWas(FaultRun machine, String signal) {
        Pair pair = parted(machine, "{kind: sensor_stuck, signal: " + signal + WHEN + "}");
        double held = pair.faulty().measured(signal);
        pair.faulty().run(50 * FaultRun.MS);

        assertThat(pair.faulty().measured(signal)).isEqualTo(held);
        assertThat(pair.faulty().valid(signal)).isTrue();
        pair.faulty().run(200 * FaultRun.MS);
        assertThat(pair.faulty().measured(signal)).isNotEqualTo(held);
    }

    @Shows(Fault.Kind.SENSOR_DROPOUT)
    @ParameterizedTest
    @CsvSource({"QUADROTOR, gyro, gyro.y", "DRIVE, current, current.d", "ARM, joint.position, joint.position.6"})
    void whatDropsOutIsNotValid(FaultRun machine, String signal, String channel) {
        Pair pair = parted(machine, "{kind: sensor_dropout, signal: " + signal + WHEN + "}");

        assertThat(pair.faulty().valid(channel)).isFalse();
        pair.faulty().run(250 * FaultRun.MS);
        assertThat(pair.faulty().valid(channel)).isTrue();
    }

    @Shows(Fault.Kind.SENSOR_NAN)
    @ParameterizedTest
    @CsvSource({"QUADROTOR, position.x", "DRIVE, current.q", "ARM, joint.velocity.3"})
    void whatIsNoNumberIsNotHidden(FaultRun machine, String signal) {
        Pair pair = parted(machine, "{kind: sensor_nan, signal: " + signal + WHEN + "}");

        assertThat(pair.faulty().measured(signal)).isNaN();
        pair.faulty().run(250 * FaultRun.MS);
        assertThat(pair.faulty().measured(signal)).isFinite();
        assertThat(pair.faulty().device.truth().violationsByKind().get("non_finite"))
                .isZero();
    }

    @Shows(Fault.Kind.SENSOR_SWAP)
    @ParameterizedTest
    @CsvSource({"QUADROTOR, accel.x, accel.z", "DRIVE, current.d, current.q", "ARM, joint.position.1, joint.position.5"
    })
    void swappedAxesChangePlaces(FaultRun machine, String one, String other) {
        Pair pair = parted(machine, "{kind: sensor_swap, signal: " + one + ", with: " + other + WHEN + "}");

        assertThat(pair.faulty().measured(one)).isEqualTo(pair.clean().measured(other));
        assertThat(pair.faulty().measured(other)).isEqualTo(pair.clean().measured(one));
    }

    @Shows(Fault.Kind.SENSOR_FREEZE)
    @ParameterizedTest
    @CsvSource({"QUADROTOR, position.x", "DRIVE, shaft.speed", "ARM, joint.position.0"})
    void frozenFramesGoOnWithTheSameValues(FaultRun machine, String signal) {
        Pair pair = parted(machine, "{kind: sensor_freeze" + WHEN + "}");
        double held = pair.faulty().measured(signal);
        long sequence = pair.faulty().host.sensors.sequence;
        pair.faulty().run(20 * FaultRun.MS);

        assertThat(pair.faulty().measured(signal)).isEqualTo(held);
        assertThat(pair.faulty().host.sensors.sequence).isEqualTo(sequence + 20);
    }

    /** The firmware of the arm holds a joint by its encoder; of what is wrong on the way to the host it does not know. */
    @ParameterizedTest
    @CsvSource({"firmware, true", "frames, false"})
    void aBrokenSensorMisleadsTheFirmwareABrokenStreamDoesNot(String reaches, boolean misled) {
        Pair pair = after(
                FaultRun.ARM,
                "{kind: sensor_bias, signal: joint.position.3, size: 0.2 rad, reaches: " + reaches
                        + ", at: 600 ms, for: 200 ms}",
                607 * FaultRun.MS);

        assertThat(Math.abs(pair.difference("joint.effort.3")) > 5).isEqualTo(misled);
    }
}
