package dev.creance.sim.quadrotor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.dynamics.quadrotor.estimate.EstimateStatus;
import dev.creance.runtime.Allocation;
import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.sim.Noise;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OnboardEstimateTest {
    private static final int RATE_HZ = 1000;
    private static final double[] GRAVITY = {0, 0, -9.81};

    private final double[] measured = new double[QuadrotorChannels.sensors().size()];

    @Test
    void aVehicleThatRestsIsWhereItsFixesSay() {
        OnboardEstimate estimate = onboard("{estimate: filter}", 3);

        rest(estimate, 5, true);

        assertThat(estimate.valid()).isTrue();
        assertThat(measured[QuadrotorChannels.POSITION]).isCloseTo(1, within(0.004));
        assertThat(measured[QuadrotorChannels.POSITION + 2]).isCloseTo(0.5, within(0.004));
        assertThat(measured[QuadrotorChannels.VELOCITY]).isCloseTo(0, within(0.02));
        assertThat(measured[QuadrotorChannels.ORIENTATION]).isCloseTo(1, within(1e-4));
        assertThat(measured[QuadrotorChannels.ACCEL + 2]).isCloseTo(9.81, within(0.4));
        assertThat(measured[QuadrotorChannels.GYRO]).isNotZero().isCloseTo(0, within(0.05));
    }

    @Test
    void itFindsTheBiasThatItsGyroHas() {
        OnboardEstimate estimate = onboard("{estimate: filter, gyro: {bias: 0.05 rad/s, noise: 0.001 rad/s}}", 5);

        rest(estimate, 5, true);

        double said = measured[QuadrotorChannels.GYRO];
        assertThat(estimate.filter().present().values[13]).isCloseTo(said, within(0.006));
        assertThat(Math.abs(said)).isGreaterThan(0.005);
    }

    @Test
    void withoutALinkItReckonsOnUntilItIsLostAndIsFoundAgain() {
        OnboardEstimate estimate = onboard("{estimate: filter}", 3);
        rest(estimate, 2, true);

        rest(estimate, 1, false);
        assertThat(estimate.filter().status()).isEqualTo(EstimateStatus.DEAD_RECKONING);
        assertThat(measured[QuadrotorChannels.POSITION]).isCloseTo(1, within(0.3));
        rest(estimate, 30, false);
        assertThat(estimate.valid()).isFalse();
        for (int i = QuadrotorChannels.POSITION; i < QuadrotorChannels.GYRO; i++) {
            assertThat(measured[i]).isNaN();
        }
        assertThat(measured[QuadrotorChannels.ACCEL + 2]).isCloseTo(9.81, within(0.4));

        rest(estimate, 1, true);
        assertThat(estimate.valid()).isTrue();
        assertThat(measured[QuadrotorChannels.POSITION]).isCloseTo(1, within(0.01));
    }

    @Test
    void aGyroThatSaysNoNumbersLeavesNoEstimate() {
        OnboardEstimate estimate = onboard("{estimate: filter}", 3);
        rest(estimate, 1, true);

        for (int i = 0; i < 30; i++) {
            truth();
            measured[QuadrotorChannels.GYRO + 1] = Double.NaN;
            estimate.apply(measured, true);
        }
        truth();
        estimate.apply(measured, true);

        assertThat(estimate.filter().status()).isEqualTo(EstimateStatus.FAILED);
        assertThat(measured[QuadrotorChannels.POSITION]).isNaN();
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        rest(onboard("{estimate: filter}", 8), 0.5, true);
        double[] once = measured.clone();
        rest(onboard("{estimate: filter}", 8), 0.5, true);

        assertThat(measured).isEqualTo(once);
    }

    @Test
    void fixesThatAreLateAndRareStillDo() {
        OnboardEstimate estimate = onboard(
                "{estimate: filter, imu: {rate: 500 Hz, latency: 2 ms, jitter: 1 ms, dropout: 1 %, mounting: 1 deg},"
                        + " position: {rate: 10 Hz, latency: 120 ms, jitter: 30 ms, dropout: 30 %, noise: 2 cm},"
                        + " orientation: {rate: 10 Hz, noise: 1 deg}}",
                4);

        rest(estimate, 10, true);

        assertThat(estimate.filter().status()).isEqualTo(EstimateStatus.TRACKING);
        assertThat(measured[QuadrotorChannels.POSITION]).isCloseTo(1, within(0.05));
    }

    @Test
    void itAllocatesNothing() {
        OnboardEstimate estimate = onboard("{estimate: filter, position: {dropout: 10 %}}", 6);

        assertThat(Allocation.bytesOf(5_000, this::truth, () -> estimate.apply(measured, true)))
                .isZero();
        assertThat(estimate.valid()).isTrue();
    }

    @Test
    void aRateThatDoesNotDivideTheDevicesIsRefused() {
        assertThatThrownBy(() -> onboard("{estimate: filter, position: {rate: 300 Hz}}", 1))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("300 Hz")
                .hasMessageContaining("1000 Hz");
    }

    @Test
    void anUnknownKeyIsRefused() {
        assertThatThrownBy(() -> onboard("{estimate: filter, gyro: {nois: 1 rad/s}}", 1))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("nois");
    }

    @Test
    void aKeyOfTheOtherKindOfEstimateIsRefused() {
        assertThatThrownBy(() -> onboard("{estimate: filter, gyro_noise: 1 rad/s}", 1))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("gyro_noise")
                .hasMessageContaining("estimate: filter");
        assertThatThrownBy(() -> SensorConfig.from(
                        Optional.of(ConfigFile.parse("robot.yaml", "{estimate: truth, imu: {rate: 1 kHz}}"))))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("imu");
    }

    private static OnboardEstimate onboard(String text, long seed) {
        ConfigNode node = ConfigFile.parse("robot.yaml", text);
        return new OnboardEstimate(OnboardSensors.from(node, RATE_HZ), GRAVITY, RATE_HZ, new Noise(seed));
    }

    private void rest(OnboardEstimate estimate, double seconds, boolean linked) {
        for (int i = 0; i < seconds * RATE_HZ; i++) {
            truth();
            estimate.apply(measured, linked);
        }
    }

    /** At (1, 2, 0.5) m, upright and still. */
    private void truth() {
        Arrays.fill(measured, 0);
        measured[QuadrotorChannels.POSITION] = 1;
        measured[QuadrotorChannels.POSITION + 1] = 2;
        measured[QuadrotorChannels.POSITION + 2] = 0.5;
        measured[QuadrotorChannels.ORIENTATION] = 1;
        measured[QuadrotorChannels.ACCEL + 2] = 9.81;
    }
}
