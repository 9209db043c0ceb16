package dev.creance.policies;

import dev.creance.policies.action.ActionLayout;
import dev.creance.policies.manifest.Action;
import dev.creance.policies.manifest.Diffusion;
import dev.creance.policies.manifest.Head;
import dev.creance.runtime.HotPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the action that follows from what the networks returned. */
interface ActionHead {
    /** Runs a network: once, or as often as it takes. */
    interface Run {
        /** False where the engine failed. */
        boolean run();
    }

    /** How a model's network runs. */
    default Run run(String model, TensorBinding network) {
        return network::run;
    }

    /** What it writes into a model's inputs before that runs. */
    default List<Infill> into(String model) {
        return List.of();
    }

    @HotPath
    void write(float[] actionOut);

    @HotPath
    void reset();

    static ActionHead of(Action action, Networks networks, ActionLayout layout) {
        TensorPort port = networks.output(action.common().tensor());
        Optional<Head> head = action.common().head();
        if (head.isEmpty()) {
            return new PlainHead(port);
        }
        List<TensorPort> others =
                head.get().tensors().stream().map(networks::output).toList();
        return switch (head.get()) {
            case Head.Gaussian gaussian -> new GaussianHead(gaussian, port, others.getFirst());
            case Head.Mixture mixture ->
                new MixtureHead(mixture, port, others.getFirst(), others.size() > 1 ? others.get(1) : null);
            case Head.Experts experts -> new ExpertsHead(experts, experts(port, others), others.getLast());
            case Head.Ensemble ensemble -> new EnsembleHead(port, others, layout.doubtAt());
            case Diffusion diffusion -> new DiffusionHead(diffusion, DiffusionPorts.of(diffusion, networks, port));
            case Head.Residual residual -> new ResidualHead(port, others.getFirst(), residual.scale());
        };
    }

    private static List<TensorPort> experts(TensorPort first, List<TensorPort> others) {
        List<TensorPort> experts = new ArrayList<>(List.of(first));
        experts.addAll(others.subList(0, others.size() - 1)); // the last is the gate's
        return experts;
    }
}
