package dev.creance.policies.manifest;

import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An action that is drawn as noise and freed of it step by step, by a network that sees it with the observation.
 *
 * @param sample the input that takes the noisy action
 * @param step the input that takes the number of the step, counted from 0
 * @param process from that number to what the network is fed
 * @param steps those of the training that are taken back, the noisiest first
 * @param draws how many actions are drawn
 * @param selection which of them is flown; empty for the first
 */
public record Diffusion(
        TensorReference sample,
        TensorReference step,
        List<Operation> process,
        Predicts predicts,
        NoiseSchedule schedule,
        List<Integer> steps,
        Sampler sampler,
        Clip clip,
        int draws,
        Optional<Selection> selection,
        int seed)
        implements Head {

    /** What the network says of a noisy action. */
    public enum Predicts {
        /** The noise in it, ε. */
        NOISE,
        /** The action without noise. */
        SAMPLE,
        /** v = √ᾱ ε − √(1 − ᾱ) x₀ (Salimans & Ho 2022). */
        VELOCITY
    }

    /** How a step back is taken. */
    public sealed interface Sampler {
        /** Ho et al. 2020. @param posterior whether the noise it adds has the posterior's variance, not β */
        record Ddpm(boolean posterior) implements Sampler {}

        /** Song et al. 2021. @param eta 0 adds no noise, 1 as much as DDPM with the posterior's variance */
        record Ddim(double eta) implements Sampler {}
    }

    /** Bounds on ±; infinite where there is none. @param predicted of the action without noise @param sample of each step */
    public record Clip(double predicted, double sample) {
        /** Whether what comes out is bounded: after the last step, it is the action without noise. */
        public boolean bounds() {
            return predicted < Double.POSITIVE_INFINITY || sample < Double.POSITIVE_INFINITY;
        }
    }

    /**
     * Another network rates the draws.
     *
     * @param least whether the least score wins, as a cost's does
     * @param draws the input that takes them
     */
    public record Selection(boolean least, TensorReference score, TensorReference draws) {}

    static Diffusion read(ConfigNode node, ReadContext context) {
        node.only("kind", "sample", "step", "predicts", "betas", "steps", "sampler", "clip", "draws", "select", "seed");
        ConfigNode step = node.child("step").only("tensor", "process");
        NoiseSchedule schedule = NoiseSchedule.read(node.child("betas"));
        int draws = node.child("draws").integer(1, 1000);
        TensorReference sample = context.tensor(node.child("sample"));
        String predicts = node.child("predicts").choice("noise", "sample", "velocity");
        return new Diffusion(
                sample,
                of(sample.model(), context.tensor(step.child("tensor"))),
                new ProcessReader(1, Optional.empty(), Optional.empty()).read(step.child("process")),
                Predicts.valueOf(predicts.toUpperCase(Locale.ROOT)),
                schedule,
                StepsBack.read(node.child("steps"), schedule.betas().size()),
                sampler(node.child("sampler")),
                clip(node.child("clip")),
                draws,
                selection(node.child("select"), draws, sample.model(), context),
                Head.seed(node));
    }

    private static Sampler sampler(ConfigNode node) {
        if (node.child("kind").choice("ddpm", "ddim").equals("ddim")) {
            node.only("kind", "eta");
            return new Sampler.Ddim(node.child("eta").quantity(Dimension.RATIO, 0, 1));
        }
        node.only("kind", "variance");
        return new Sampler.Ddpm(
                node.child("variance").choice("posterior", "beta").equals("posterior"));
    }

    private static Clip clip(ConfigNode node) {
        if (!node.isMap()) {
            node.choice("none");
            return new Clip(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        node.only("predicted", "sample");
        Clip clip = new Clip(bound(node, "predicted"), bound(node, "sample"));
        if (!clip.bounds()) {
            throw node.error(" bounds nothing").withHint("write 'none', or {predicted: 1}");
        }
        return clip;
    }

    private static double bound(ConfigNode node, String key) {
        return node.optional(key)
                .map(bound -> bound.quantity(Dimension.RATIO, 1e-9, 1e9))
                .orElse(Double.POSITIVE_INFINITY);
    }

    private static Optional<Selection> selection(ConfigNode node, int draws, String denoiser, ReadContext context) {
        if (!node.isMap()) {
            node.choice("first");
            return Optional.empty();
        }
        node.only("kind", "score", "draws");
        if (draws == 1) {
            throw node.error(" chooses among draws, but there is one").withHint("write 'select: first'");
        }
        TensorReference rated = context.tensor(node.child("draws"));
        if (rated.model().equals(denoiser)) {
            throw rated.at().error(" belongs to the network that makes them").withHint("another one rates them");
        }
        return Optional.of(new Selection(
                node.child("kind").choice("least", "greatest").equals("least"),
                of(rated.model(), context.tensor(node.child("score"))),
                rated));
    }

    private static TensorReference of(String model, TensorReference tensor) {
        if (!tensor.model().equals(model)) {
            throw tensor.at().error(" belongs to '" + tensor.model() + "', not to '" + model + "'");
        }
        return tensor;
    }

    @Override
    public List<TensorReference> tensors() {
        return selection.map(chosen -> List.of(chosen.score())).orElse(List.of());
    }

    @Override
    public List<TensorReference> inputs() {
        return selection.map(chosen -> List.of(sample, step, chosen.draws())).orElse(List.of(sample, step));
    }

    @Override
    public long values(TensorReference tensor, long size) {
        boolean one = tensor.equals(step)
                || selection.filter(chosen -> tensor.equals(chosen.score())).isPresent();
        return one ? 1 : size;
    }

    @Override
    public int rows() {
        return draws;
    }
}
