package dev.creance.sim.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.property.Property;
import org.junit.jupiter.api.Test;

class EncoderTest {
    private static final double PERIOD_S = 1e-4;
    private static final Encoder.Parameters PARAMETERS = new Encoder.Parameters(4096, 0.1, 10);

    @Test
    void readsTheAngleToOneCountBelowAndItsMountingBeside() {
        Property.check(500, choices -> {
            double shaft = choices.between(-500, 500);
            Encoder encoder = new Encoder(PARAMETERS);
            encoder.read(shaft, PERIOD_S);

            double error = Math.IEEEremainder(encoder.angleRad() - shaft - 0.1, 2 * Math.PI);
            assertThat(error).isBetween(-2 * Math.PI / 4096 - 1e-9, 1e-9);
            assertThat(encoder.angleRad()).isBetween(0.0, 2 * Math.PI - 1e-9);
        });
    }

    @Test
    void tellsTheSpeedToOneCountInItsTime() {
        Encoder encoder = new Encoder(PARAMETERS);
        for (int period = 0; period < 100; period++) {
            encoder.read(-200 * period * PERIOD_S, PERIOD_S);
        }

        assertThat(encoder.speedRadPerS()).isCloseTo(-200, within(2 * Math.PI / 4096 / (10 * PERIOD_S)));
    }

    @Test
    void doesNotTakeItsFirstAngleForSpeed() {
        Encoder encoder = new Encoder(PARAMETERS);
        encoder.read(100, PERIOD_S);

        assertThat(encoder.speedRadPerS()).isZero();
    }

    @Test
    void isNotDisturbedByTurnsThatAreTakenOff() {
        Encoder whole = new Encoder(PARAMETERS);
        Encoder wrapped = new Encoder(PARAMETERS);
        for (int period = 0; period < 100; period++) {
            double shaft = 0.02 * period;
            whole.read(shaft, PERIOD_S);
            if (period == 50) {
                wrapped.turnBack(3);
            }
            wrapped.read(period < 50 ? shaft : shaft - 6 * Math.PI, PERIOD_S);
        }

        assertThat(wrapped.speedRadPerS()).isCloseTo(whole.speedRadPerS(), within(1e-9));
        assertThat(wrapped.angleRad()).isCloseTo(whole.angleRad(), within(1e-9));
    }

    @Test
    void forgetsOnAReset() {
        Encoder encoder = new Encoder(PARAMETERS);
        encoder.read(0, PERIOD_S);
        encoder.read(1, PERIOD_S);
        encoder.reset();
        encoder.read(5, PERIOD_S);

        assertThat(encoder.speedRadPerS()).isZero();
    }
}
