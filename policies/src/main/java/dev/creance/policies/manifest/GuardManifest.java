package dev.creance.policies.manifest;

import dev.creance.runtime.LearnedGuard.Form;
import dev.creance.runtime.config.ConfigNode;
import java.util.List;
import java.util.Optional;

/**
 * What a {@code guard.yaml} says.
 *
 * @param outline what it shares with a policy's manifest: its observation and all that this speaks of, one model, rates, known
 *     answers; its action is the command as it is judged
 * @param command empty where states are judged alone
 * @param rating the network's answer; empty where there is a table
 */
public record GuardManifest(Manifest outline, Form form, Optional<Command> command, Optional<TensorReference> rating) {

    /**
     * The command as it is judged.
     *
     * @param tensor empty where there is a table
     * @param process from SI units to what training saw
     */
    public record Command(
            ConfigNode at,
            Optional<TensorReference> tensor,
            List<ConfigNode> channels,
            ConfigNode unit,
            List<Operation> process) {}

    /** The one model, which is a table of numbers where no network is needed. */
    public Model model() {
        return outline.models().getFirst();
    }

    public boolean isNetwork() {
        return rating.isPresent();
    }
}
