package dev.creance.policies.diffusion;

import dev.creance.policies.manifest.Diffusion;
import dev.creance.policies.manifest.Diffusion.Sampler;
import dev.creance.runtime.HotPath;
import java.util.ArrayList;
import java.util.List;

/**
 * One step from a noisy sample x to a less noisy one, by what the network predicts of it, e:
 *
 * <pre>
 * x₀ = clip(a x + b e)
 * x' = clip(c x₀ + d x + f e + σ z)      z normally distributed
 * </pre>
 *
 * <p>With ᾱ of what is left of the sample's variance before the step, ᾱ' after it (1 after the last), α = ᾱ/ᾱ' and β = 1 − α:
 * what the network predicts gives x₀ and the noise ε (Ho et al. 2020, equation 9; Salimans & Ho 2022, appendix D); DDPM takes the
 * posterior's mean c = √ᾱ' β/(1 − ᾱ), d = √α (1 − ᾱ')/(1 − ᾱ) (Ho et al. 2020, equation 7); DDIM goes to √ᾱ' x₀ +
 * √(1 − ᾱ' − σ²) ε (Song et al. 2021, equations 12 and 16).
 *
 * @param number of the step in the training, from 0
 */
public record StepBack(
        int number, Prediction prediction, double fromClean, double fromSample, double fromPrediction, double spread) {

    /** x₀ and ε of x and e. */
    record Prediction(double cleanOfSample, double cleanOfNetwork, double noiseOfSample, double noiseOfNetwork) {
        static Prediction of(Diffusion.Predicts predicts, double left) {
            double signal = Math.sqrt(left);
            double noise = Math.sqrt(1 - left);
            return switch (predicts) {
                case NOISE -> new Prediction(1 / signal, -noise / signal, 0, 1);
                case SAMPLE -> new Prediction(0, 1, 1 / noise, -signal / noise);
                case VELOCITY -> new Prediction(signal, -noise, noise, signal);
            };
        }
    }

    /** All of them, the first one first. */
    public static List<StepBack> of(Diffusion diffusion) {
        List<StepBack> steps = new ArrayList<>();
        for (int i = 0; i < diffusion.steps().size(); i++) {
            int number = diffusion.steps().get(i);
            boolean last = i == diffusion.steps().size() - 1;
            double left = diffusion.schedule().left(number);
            double after =
                    last ? 1 : diffusion.schedule().left(diffusion.steps().get(i + 1));
            Prediction prediction = Prediction.of(diffusion.predicts(), left);
            steps.add(
                    switch (diffusion.sampler()) {
                        case Sampler.Ddpm ddpm -> ddpm(number, prediction, left, after, ddpm.posterior());
                        case Sampler.Ddim ddim -> ddim(number, prediction, left, after, ddim.eta());
                    });
        }
        return List.copyOf(steps);
    }

    private static StepBack ddpm(int number, Prediction prediction, double left, double after, boolean posterior) {
        double alpha = left / after;
        double beta = 1 - alpha;
        double shrunk = (1 - after) / (1 - left);
        double variance = after == 1 ? 0 : posterior ? beta * shrunk : beta; // the last step adds none
        return new StepBack(
                number,
                prediction,
                Math.sqrt(after) * beta / (1 - left),
                Math.sqrt(alpha) * shrunk,
                0,
                Math.sqrt(variance));
    }

    private static StepBack ddim(int number, Prediction prediction, double left, double after, double eta) {
        double spread = eta * Math.sqrt((1 - after) / (1 - left) * (1 - left / after));
        double noise = Math.sqrt(Math.max(0, 1 - after - spread * spread));
        return new StepBack(
                number,
                prediction,
                Math.sqrt(after),
                noise * prediction.noiseOfSample,
                noise * prediction.noiseOfNetwork,
                spread);
    }

    /** The next sample without its noise. */
    @HotPath
    public double mean(double sample, double predicted, double bound) {
        double clean = prediction.cleanOfSample * sample + prediction.cleanOfNetwork * predicted;
        return fromClean * clipped(clean, bound) + fromSample * sample + fromPrediction * predicted;
    }

    /** NaN stays NaN. */
    @HotPath
    public static double clipped(double value, double bound) {
        return Math.max(-bound, Math.min(bound, value));
    }
}
