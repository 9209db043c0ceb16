package dev.creance.safety.axis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.property.Choices;
import dev.creance.runtime.property.Property;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** An axis behind a lag: the roll-out against small steps, and the interval of inputs against any disturbance. */
class LaggedAxisTest {
    private static final int SUB_STEPS = 10;

    private static void advance(double[] state, double u, double w, double lagS, double dt) {
        double kept = StrictMath.exp(-dt / lagS);
        double off = (state[2] - u) * lagS;
        state[0] += state[1] * dt + (u + w) * dt * dt / 2 + off * (dt - lagS * (1 - kept));
        state[1] += (u + w) * dt + off * (1 - kept);
        state[2] = u + (state[2] - u) * kept;
    }

    private static LaggedAxis.Actuator draw(Choices choices) {
        double most = choices.between(1, 10);
        return new LaggedAxis.Actuator(most, choices.between(0, 0.7) * most, choices.between(0.01, 0.4));
    }

    @Test
    void theRiseIsThatOfBrakingUnderTheGreatestDisturbance() {
        Property.check(500, choices -> {
            LaggedAxis.Actuator actuator = draw(choices);
            double v = choices.between(-2, 4);
            double a = choices.between(-1.5, 1) * actuator.most();
            double[] state = {0, v, a};
            double peak = 0;
            for (int i = 0; i < 100_000 && (state[1] > 0 || state[2] + actuator.disturbance() > 0); i++) {
                advance(state, -actuator.most(), actuator.disturbance(), actuator.lagS(), 1e-4);
                peak = Math.max(peak, state[0]);
            }

            assertThat(new LaggedAxis(-1, 1, actuator, 1e-3).rise(v, a)).isCloseTo(peak, within(1e-7 + 1e-6 * peak));
        });
    }

    @Test
    void noDisturbanceBringsWhoStaysInsideTheIntervalOut() {
        double[] nearest = {1};
        Property.check(300, choices -> {
            LaggedAxis.Actuator actuator = draw(choices);
            double stepS = choices.between(1e-3, 2e-2);
            LaggedAxis axis = new LaggedAxis(-3, 3, actuator, stepS);
            int kind = choices.integer(0, 3);
            SplittableRandom random = new SplittableRandom(choices.bits());
            double[] state = new double[3];
            double design = 0.4 * Math.sqrt(3 * (actuator.most() - actuator.disturbance()));
            for (int i = 0; i < 3000; i++) {
                axis.bound(state[0], state[1], state[2]);
                double share = kind == 0 ? 1 : kind == 1 ? 0 : kind == 2 ? random.nextDouble() : i / 400 % 2;
                // no faster than the range is made for: another limit's business
                share = state[1] > design ? 0 : state[1] < -design ? 1 : share;
                double u = axis.least() + share * (axis.greatest() - axis.least());
                double w = actuator.disturbance() * (random.nextBoolean() ? 1 : i / 100 % 2 == 0 ? 1 : -1);
                for (int k = 0; k < SUB_STEPS; k++) {
                    advance(state, u, w, actuator.lagS(), stepS / SUB_STEPS);
                    assertThat(Math.abs(state[0])).isLessThanOrEqualTo(3 + 1e-9);
                    nearest[0] = Math.min(nearest[0], 3 - Math.abs(state[0]));
                }
            }
        });
        assertThat(nearest[0]).as("the limit is reached").isLessThan(1e-3);
    }

    @Test
    void anActuatorThatCannotBrakeAgainstItsDisturbanceIsRefused() {
        assertThatThrownBy(() -> new LaggedAxis(-1, 1, new LaggedAxis.Actuator(1, 1, 0.1), 1e-3))
                .hasMessageContaining("cannot brake");
    }
}
