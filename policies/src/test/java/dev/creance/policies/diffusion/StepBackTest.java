package dev.creance.policies.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.policies.manifest.Diffusion;
import dev.creance.policies.manifest.Diffusion.Predicts;
import dev.creance.policies.manifest.Diffusion.Sampler;
import dev.creance.policies.manifest.NoiseSchedule;
import dev.creance.policies.manifest.TensorReference;
import dev.creance.runtime.property.Property;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Of normally distributed data the best prediction is known, and so is what must come out. */
class StepBackTest {
    private static final double MEAN = 0.7;
    private static final double DEVIATION = 0.2;
    private static final int STEPS = 200;
    private static final double NO_BOUND = Double.POSITIVE_INFINITY;

    private static final NoiseSchedule SCHEDULE = new NoiseSchedule(
            IntStream.range(0, STEPS).mapToObj(t -> 1e-4 + 0.1 * t / STEPS).toList());

    private static final double[] LEFT =
            IntStream.range(0, STEPS).mapToDouble(SCHEDULE::left).toArray();

    private static Diffusion diffusion(Predicts predicts, Sampler sampler) {
        TensorReference none = new TensorReference(null, "denoiser", "any", -1);
        List<Integer> all = IntStream.range(0, STEPS).boxed().toList().reversed();
        return new Diffusion(
                none,
                none,
                List.of(),
                predicts,
                SCHEDULE,
                all,
                sampler,
                new Diffusion.Clip(NO_BOUND, NO_BOUND),
                1,
                Optional.empty(),
                0);
    }

    /** x₀ as it is expected of x, and what a network would say of it. */
    private static double predicted(Predicts predicts, double x, int step) {
        double left = LEFT[step];
        double signal = Math.sqrt(left);
        double variance = DEVIATION * DEVIATION;
        double clean = MEAN + variance * signal * (x - signal * MEAN) / (left * variance + 1 - left);
        double noise = (x - signal * clean) / Math.sqrt(1 - left);
        return switch (predicts) {
            case NOISE -> noise;
            case SAMPLE -> clean;
            case VELOCITY -> signal * noise - Math.sqrt(1 - left) * clean;
        };
    }

    private static double denoised(Diffusion diffusion, double from, Random random) {
        return denoised(StepBack.of(diffusion), diffusion.predicts(), from, random);
    }

    private static double denoised(List<StepBack> steps, Predicts predicts, double from, Random random) {
        double x = from;
        for (StepBack step : steps) {
            x = step.mean(x, predicted(predicts, x, step.number()), NO_BOUND) + step.spread() * random.nextGaussian();
        }
        return x;
    }

    @ParameterizedTest
    @EnumSource(Predicts.class)
    void withoutNoiseTheWayBackLeadsToWhereInTheDataItsBeginningStands(Predicts predicts) {
        for (double from : new double[] {-2, 0, 1}) {
            assertThat(denoised(diffusion(predicts, new Sampler.Ddim(0)), from, new Random(1)))
                    .isCloseTo(MEAN + DEVIATION * from, within(0.02)); // 200 straight lines for a curve
        }
    }

    /** But for the step's own variance, of which DDPM's two choices are the bounds (Ho et al. 2020, section 3.2). */
    @Test
    void whatIsDrawnIsDistributedAsTheData() {
        for (Sampler sampler : List.of(new Sampler.Ddpm(true), new Sampler.Ddpm(false), new Sampler.Ddim(0.5))) {
            List<StepBack> steps = StepBack.of(diffusion(Predicts.NOISE, sampler));
            Random random = new Random(2);
            int draws = 2000;
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < draws; i++) {
                double x = denoised(steps, Predicts.NOISE, random.nextGaussian(), random);
                sum += x;
                squares += (x - MEAN) * (x - MEAN);
            }
            assertThat(sum / draws).as("%s", sampler).isCloseTo(MEAN, within(0.02)); // 4 standard errors
            assertThat(Math.sqrt(squares / draws)).as("%s", sampler).isCloseTo(DEVIATION, within(0.03));
        }
    }

    @Test
    void ddimWithAllItsNoiseIsDdpm() {
        List<StepBack> ddpm = StepBack.of(diffusion(Predicts.NOISE, new Sampler.Ddpm(true)));
        List<StepBack> ddim = StepBack.of(diffusion(Predicts.VELOCITY, new Sampler.Ddim(1)));

        Property.check(200, choices -> {
            int step = choices.integer(0, STEPS - 1);
            double x = choices.between(-3, 3);
            int number = ddpm.get(step).number();
            double noise = predicted(Predicts.NOISE, x, number);
            double velocity = predicted(Predicts.VELOCITY, x, number);
            assertThat(ddim.get(step).mean(x, velocity, NO_BOUND))
                    .isCloseTo(ddpm.get(step).mean(x, noise, NO_BOUND), within(1e-9));
            assertThat(ddim.get(step).spread()).isCloseTo(ddpm.get(step).spread(), within(1e-12));
        });
    }

    @Test
    void theLastStepReturnsThePredictionWithinItsBoundsAndAddsNoNoise() {
        for (Sampler sampler : List.of(new Sampler.Ddpm(true), new Sampler.Ddpm(false), new Sampler.Ddim(1))) {
            StepBack last = StepBack.of(diffusion(Predicts.SAMPLE, sampler)).getLast();

            assertThat(last.spread()).isZero();
            assertThat(last.mean(5, 0.25, 1)).isCloseTo(0.25, within(1e-12));
            assertThat(last.mean(5, 7, 1)).isCloseTo(1, within(1e-12));
            assertThat(last.mean(5, Double.NaN, 1)).isNaN();
        }
    }

    @Test
    void fewerStepsGoTheWholeWay() {
        Diffusion all = diffusion(Predicts.NOISE, new Sampler.Ddim(0));
        Diffusion some = new Diffusion(
                all.sample(),
                all.step(),
                all.process(),
                all.predicts(),
                all.schedule(),
                List.of(199, 100, 50, 10),
                all.sampler(),
                all.clip(),
                1,
                Optional.empty(),
                0);

        assertThat(denoised(some, 1, new Random(1)))
                .isCloseTo(MEAN + DEVIATION, within(0.1)); // four straight lines for a curve
    }
}
