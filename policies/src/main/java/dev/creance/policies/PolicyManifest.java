package dev.creance.policies;

import dev.creance.policies.manifest.KnownAnswers;
import dev.creance.policies.manifest.Model;
import dev.creance.policies.manifest.Rates;
import dev.creance.policies.manifest.TensorReference;
import dev.creance.runtime.config.ConfigNode;
import java.util.List;
import java.util.Optional;

/**
 * The part of a manifest that {@link ManifestPolicy} flies, made by {@link Flyable}. Nodes come along so that whatever does not
 * fit the network or the robot can be pointed at.
 *
 * @param at the whole file
 */
record PolicyManifest(
        ConfigNode at,
        String name,
        Model model,
        Rates rates,
        TensorReference observation,
        List<Term> terms,
        Action action,
        List<State> state,
        List<TensorReference> ignoredOutputs,
        Optional<KnownAnswers> knownAnswers) {

    /** A term with its size, history included. */
    sealed interface Term {
        ConfigNode at();

        int dim();

        ValueProcess process();

        /** @param minus null where nothing is subtracted */
        record Channels(
                ConfigNode at, ConfigNode signal, ConfigNode minus, ConfigNode unit, int dim, ValueProcess process)
                implements Term {}

        record Rotation(ConfigNode at, ConfigNode signal, boolean rowMajor, int dim, ValueProcess process)
                implements Term {}

        /** @param executed whether it stores what was executed, not what the policy returned */
        record Actions(
                ConfigNode at,
                int actions,
                int length,
                boolean oldestFirst,
                boolean executed,
                int dim,
                ValueProcess process)
                implements Term {}
    }

    /** @param process from an action to commands in SI units */
    record Action(
            ConfigNode at, List<ConfigNode> commands, ConfigNode unit, ValueProcess process, TensorReference tensor) {}

    /** @param everyCall whether each call carries the state on, not only those at the native rate */
    record State(ConfigNode at, TensorReference input, TensorReference output, long[] shape, boolean everyCall) {}
}
