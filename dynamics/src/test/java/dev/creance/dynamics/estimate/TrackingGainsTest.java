package dev.creance.dynamics.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrackingGainsTest {
    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 0.05, 1, 20})
    void kalatasAreWhereTheRiccatiEquationEndsUp(double index) {
        // T = 1, σ_v = 1, σ_a = λ: P⁻ = F P Fᵀ + G λ² Gᵀ with F = [1 1; 0 1], G = (½, 1)
        double p = 1;
        double pv = 0;
        double v = 1;
        double alpha = 0;
        double beta = 0;
        double q = index * index;
        for (int i = 0; i < 200_000; i++) {
            double p1 = p + 2 * pv + v + q / 4;
            double pv1 = pv + v + q / 2;
            double v1 = v + q;
            alpha = p1 / (p1 + 1);
            beta = pv1 / (p1 + 1);
            p = (1 - alpha) * p1;
            pv = (1 - alpha) * pv1;
            v = v1 - beta * pv1;
        }

        TrackingGains gains = TrackingGains.kalata(index);

        assertThat(gains.position()).isCloseTo(alpha, within(1e-9));
        assertThat(gains.velocity()).isCloseTo(beta, within(1e-9));
        // his own relation between them
        assertThat(index * index).isCloseTo(beta * beta / (1 - alpha), within(1e-6 * q));
    }

    @Test
    void fadingOnesLetAllErrorsDieOutAtOneRate() {
        double theta = 0.9;
        TrackingGains gains = TrackingGains.fading(theta);
        // z³ + (α + β + γ − 3) z² + (3 − 2α − β + γ) z + α − 1, the filter's polynomial with T = 1, is (z − θ)³
        double a = gains.position();
        double b = gains.velocity();
        double c = gains.acceleration();

        assertThat(a + b + c - 3).isCloseTo(-3 * theta, within(1e-14));
        assertThat(3 - 2 * a - b + c).isCloseTo(3 * theta * theta, within(1e-14));
        assertThat(a - 1).isCloseTo(-theta * theta * theta, within(1e-14));
    }
}
