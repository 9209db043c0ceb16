package dev.creance.dynamics.quadrotor.identify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.creance.dynamics.identify.Finding.Found;
import dev.creance.dynamics.identify.Identification;
import dev.creance.dynamics.identify.UnfitRecording;
import dev.creance.dynamics.quadrotor.QuadrotorParameterFiles;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.dynamics.quadrotor.identify.QuadrotorIdentification.Given;
import dev.creance.dynamics.quadrotor.identify.RecordedFlight.Conditions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuadrotorIdentificationTest {
    private static final QuadrotorParameters TRUTH = QuadrotorParameterFiles.named("crazyflie-2.x");
    private static final double DELAY_S = 0.007;

    @Test
    void recoversThrustInertiaLagAndDelayFromWhatIsFarFromThem() throws UnfitRecording {
        Identification found = identify(Conditions.usual(), 100, Given.MASS).identification();

        truths().forEach((name, truth) -> {
            assertThat(found.found(name)).as(name).isPresent();
            assertThat(value(found, name)).as(name).isCloseTo(truth, withinPercentage(3));
        });
    }

    @Test
    void recoversTheMassWhereTheThrustCurveIsKnown() throws UnfitRecording {
        double curveScale = 1.25;
        QuadrotorParameters prior = with(TRUTH, curveScale * TRUTH.massKg(), 1);

        QuadrotorIdentification.Result result =
                QuadrotorIdentification.of(RecordedFlight.of(TRUTH, Conditions.usual(), 101), prior, Given.THRUST);

        assertThat(result.parameters().massKg()).isCloseTo(TRUTH.massKg(), withinPercentage(0.3));
        assertThat(result.parameters().thrustCoefficients()).isEqualTo(prior.thrustCoefficients());
        assertThat(result.identification().known()).containsExactly("thrust curve");
    }

    @Test
    void itsParametersFlyAsTheTruthDoes() throws UnfitRecording {
        QuadrotorParameters found =
                identify(Conditions.usual(), 102, Given.MASS).parameters();

        assertThat(found.hoverThrottle()).isCloseTo(TRUTH.hoverThrottle(), withinPercentage(0.5));
        assertThat(found.inertiaInverse()[8]).isCloseTo(1 / found.inertiaKgM2()[8], withinPercentage(1e-9));
    }

    /** Of 40 bounds with 95 % confidence fewer than 34 hold by chance alone once in five hundred times. */
    @Test
    void boundsHoldTheTruthInNineOfTenFlights() throws UnfitRecording {
        int flights = 40;
        Map<String, Integer> holds = new LinkedHashMap<>();
        Map<String, Integer> tells = new LinkedHashMap<>();
        for (int flight = 0; flight < flights; flight++) {
            Identification found =
                    identify(Conditions.usual(), flight, Given.MASS).identification();
            truths().forEach((name, truth) -> {
                Optional<Found> finding = found.found(name);
                tells.merge(name, finding.isPresent() ? 1 : 0, Integer::sum);
                holds.merge(name, finding.isPresent() && finding.get().bound().contains(truth) ? 1 : 0, Integer::sum);
            });
        }

        tells.forEach((name, told) -> {
            assertThat(told).as(name).isGreaterThanOrEqualTo(flights * 9 / 10);
            assertThat(holds.get(name)).as(name).isGreaterThanOrEqualTo((int) Math.floor(0.85 * told));
        });
        assertThat(sum(holds) / sum(tells)).isGreaterThan(0.9);
    }

    @Test
    void stillHoverLeavesEverythingButThrustAtHoverOpen() throws UnfitRecording {
        Identification found = identify(new Conditions(16, DELAY_S, false, 1, 0), 103, Given.MASS, false)
                .identification();

        for (String name : new String[] {"inertia_zz_kg_m2", "falling_s", "thrust_at_0_n", "thrust_at_1_n"}) {
            assertThat(found.found(name)).as(name).isEmpty();
        }
        assertThat(found.open("inertia_zz_kg_m2").orElseThrow()).contains("turn faster about this axis");
        assertThat(found.open("thrust_curve_shape").orElseThrow()).contains("rotor states lay between");
    }

    @Test
    void refusesARecordingWithoutFlight() {
        assertThatThrownBy(() -> identify(new Conditions(0.5, 0, true, 1, 0), 104, Given.MASS))
                .isInstanceOf(UnfitRecording.class)
                .hasMessageContaining("record a flight");
    }

    @Test
    void theDisturbanceBoundGrowsWithTheWindAndSaysHowMuchItClaims() throws UnfitRecording {
        Conditions calm = new Conditions(16, DELAY_S, true, 1, 0);
        Conditions windy = new Conditions(16, DELAY_S, true, 1, 0.01);

        double inCalm = below(identify(calm, 105, Given.MASS).identification());
        double inWind = below(identify(windy, 105, Given.MASS).identification());

        // 0.01 N on 30.6 g is 0.33 m/s² per axis; three axes at two to three deviations
        assertThat(inCalm).isLessThan(0.1);
        assertThat(inWind).isBetween(0.5, 2.0);
    }

    private static double below(Identification found) {
        return found.bounds().disturbance().get("acceleration_m_per_s2").below();
    }

    private static double sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(count -> count).sum();
    }

    private static double value(Identification found, String name) {
        return found.found(name).orElseThrow().value();
    }

    private static QuadrotorIdentification.Result identify(Conditions conditions, long seed, Given given)
            throws UnfitRecording {
        return identify(conditions, seed, given, true);
    }

    private static QuadrotorIdentification.Result identify(
            Conditions conditions, long seed, Given given, boolean farPrior) throws UnfitRecording {
        QuadrotorParameters prior = farPrior ? with(TRUTH, TRUTH.massKg(), 1.3) : TRUTH;
        return QuadrotorIdentification.of(RecordedFlight.of(TRUTH, conditions, seed), prior, given);
    }

    private static Map<String, Double> truths() {
        Map<String, Double> truths = new LinkedHashMap<>();
        truths.put("delay_s", DELAY_S);
        truths.put("rising_s", TRUTH.risingTimeS()[0]);
        truths.put("falling_s", TRUTH.fallingTimeS()[0]);
        truths.put("thrust_at_half_n", TRUTH.thrustN(0, 0.5));
        truths.put("thrust_at_1_n", TRUTH.thrustN(0, 1));
        truths.put("inertia_xx_kg_m2", TRUTH.inertiaKgM2()[0]);
        truths.put("inertia_yy_kg_m2", TRUTH.inertiaKgM2()[4]);
        truths.put("inertia_zz_kg_m2", TRUTH.inertiaKgM2()[8]);
        return truths;
    }

    /** Another mass, and inertia, thrust and lags off by a factor. */
    private static QuadrotorParameters with(QuadrotorParameters p, double massKg, double factor) {
        return new QuadrotorParameters(
                "prior",
                massKg,
                p.gravityMPerS2(),
                scaled(p.inertiaKgM2(), factor),
                scaled(p.inertiaInverse(), 1 / factor),
                p.rotorPositionM(),
                p.thrustDirection(),
                p.torqueDirection(),
                new double[][] {
                    scaled(p.thrustCoefficients()[0], factor),
                    scaled(p.thrustCoefficients()[1], factor),
                    scaled(p.thrustCoefficients()[2], factor),
                    scaled(p.thrustCoefficients()[3], factor)
                },
                p.torqueConstantM(),
                scaled(p.risingTimeS(), factor),
                scaled(p.fallingTimeS(), 1 / factor),
                p.rotorMin(),
                p.rotorMax());
    }

    private static double[] scaled(double[] values, double factor) {
        double[] scaled = values.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return scaled;
    }
}
