package dev.creance.policies;

import dev.creance.policies.manifest.Diffusion;

/**
 * The tensors of a network that frees an action of noise, and of the one that rates candidates.
 *
 * @param model whose network it is
 * @param rater null where the first candidate is flown
 */
record DiffusionPorts(String model, TensorPort sample, TensorPort step, TensorPort predicted, Rater rater) {
    /** The network that rates candidates. */
    record Rater(String model, TensorPort candidates, TensorPort score) {}

    static DiffusionPorts of(Diffusion diffusion, Networks networks, TensorPort predicted) {
        return new DiffusionPorts(
                diffusion.sample().model(),
                networks.input(diffusion.sample()),
                networks.input(diffusion.step()),
                predicted,
                diffusion
                        .selection()
                        .map(chosen -> new Rater(
                                chosen.candidates().model(),
                                networks.input(chosen.candidates()),
                                networks.output(chosen.score())))
                        .orElse(null));
    }
}
