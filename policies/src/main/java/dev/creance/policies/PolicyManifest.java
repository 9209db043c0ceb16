package dev.creance.policies;

import dev.creance.runtime.config.ConfigNode;
import java.util.List;

/**
 * What a {@code policy.yaml} says; the format is described in {@code policies/MANIFEST.md}. Nodes come along so that whatever
 * does not fit the network or the robot can be pointed at.
 *
 * @param at the whole file
 * @param knownAnswers null where the manifest says that there are none
 */
record PolicyManifest(
        ConfigNode at,
        String name,
        String description,
        String robot,
        String source,
        String licence,
        Model model,
        Rates rates,
        TensorReference observation,
        List<Term> terms,
        Action action,
        List<State> state,
        List<TensorReference> ignoredOutputs,
        KnownAnswers knownAnswers) {

    /** A file beside the manifest with the hash it must have. */
    record HashedFile(ConfigNode at, String file, String sha256) {

        /** Reads the file and refuses it where its hash is another. */
        byte[] read(PolicyFiles files) {
            byte[] bytes;
            try {
                bytes = files.read(file);
            } catch (PolicyError e) {
                throw at.child("file").error("='" + file + "': " + e.problem()).withHint(e.remedy());
            }
            String found = PolicyFiles.sha256(bytes);
            if (!found.equals(sha256)) {
                throw at.child("sha256")
                        .error(" is " + sha256 + ", but " + file + " has " + found)
                        .withHint("the file was altered: restore it, or review it and write its new hash here");
            }
            return bytes;
        }
    }

    record Model(HashedFile file, List<HashedFile> externalData) {}

    /** @param higherAllowed whether the policy may be asked more often than at its native rate */
    record Rates(ConfigNode at, double nativeHz, boolean higherAllowed) {}

    /** A tensor by name, or by index where the name is null. */
    record TensorReference(ConfigNode at, String name, int index) {}

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
            ConfigNode at, TensorReference tensor, List<ConfigNode> commands, ConfigNode unit, ValueProcess process) {}

    /** @param everyCall whether each call carries the state on, not only those at the native rate */
    record State(ConfigNode at, TensorReference input, TensorReference output, long[] shape, boolean everyCall) {}

    record KnownAnswers(HashedFile file, double tolerance) {}
}
