package dev.creance.policies;

import dev.creance.policies.manifest.Diffusion;

/**
 * The tensors of a network that frees an action of noise, and of the one that rates draws.
 *
 * @param model whose network it is
 * @param critic null where the first draw is flown
 */
record DiffusionPorts(String model, TensorPort sample, TensorPort step, TensorPort predicted, Critic critic) {
    /** The network that rates draws. */
    record Critic(String model, TensorPort draws, TensorPort score) {}

    static DiffusionPorts of(Diffusion diffusion, Networks networks, TensorPort predicted) {
        return new DiffusionPorts(
                diffusion.sample().model(),
                networks.input(diffusion.sample()),
                networks.input(diffusion.step()),
                predicted,
                diffusion
                        .selection()
                        .map(chosen -> new Critic(
                                chosen.draws().model(),
                                networks.input(chosen.draws()),
                                networks.output(chosen.score())))
                        .orElse(null));
    }
}
