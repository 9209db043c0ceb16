package dev.creance.policies.manifest;

import dev.creance.runtime.config.ConfigNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Holds a manifest against the networks it names: every tensor exists, has the right size and plays exactly one part. */
public final class ManifestPorts {
    private final Manifest manifest;
    private final Map<String, Edges> models = new HashMap<>();

    /** The tensors of a network. */
    public record Edges(List<Port> inputs, List<Port> outputs) {}

    private record Side(List<Port> ports, Set<Integer> used, String word) {}

    private final Map<String, Side> sides = new HashMap<>();

    private ManifestPorts(Manifest manifest, Function<String, Edges> edges) {
        this.manifest = manifest;
        for (Model model : manifest.models()) {
            models.put(model.id(), edges.apply(model.id()));
            sides.put("in " + model.id(), new Side(models.get(model.id()).inputs(), new HashSet<>(), "input"));
            sides.put("out " + model.id(), new Side(models.get(model.id()).outputs(), new HashSet<>(), "output"));
        }
    }

    /**
     * @param edges the tensors of the model of an id
     * @throws dev.creance.runtime.config.ConfigError that points at what does not fit
     */
    public static void require(Manifest manifest, Function<String, Edges> edges) {
        ManifestPorts ports = new ManifestPorts(manifest, edges);
        ports.observations();
        ports.action();
        ports.critics();
        ports.connections();
        ports.answers();
        ports.requireAllInUse();
    }

    /** Finds a tensor. @param once whether no other part may have it */
    private Port use(TensorReference reference, boolean input, boolean once) {
        Side side = sides.get((input ? "in " : "out ") + reference.model());
        int index = reference.index();
        for (int i = 0; reference.name() != null && i < side.ports().size(); i++) {
            index = side.ports().get(i).name().equals(reference.name()) ? i : index;
        }
        if (index < 0 || index >= side.ports().size()) {
            throw reference
                    .at()
                    .error("='" + reference.label() + "' is no " + side.word() + " of the network")
                    .withHint(
                            "there are " + side.ports().stream().map(Port::name).toList());
        }
        if (!side.used().add(index) && once) {
            throw reference.at().error("='" + side.ports().get(index).name() + "' is in use already");
        }
        return side.ports().get(index);
    }

    private void requireSize(ConfigNode at, long got, Port port, String model) {
        long wanted = port.size() / manifest.model(model).batch();
        if (got != wanted) {
            throw at.error(" adds up to " + got + " values, but the network's '" + port.name() + "' has " + wanted)
                    .withHint("compare it with the training code; sizes times history must add up");
        }
    }

    private void observations() {
        for (Observation observation : manifest.observations()) {
            Port port = use(observation.tensor(), true, true);
            requireSize(
                    observation.at().child("terms"),
                    observation.size(),
                    port,
                    observation.tensor().model());
            for (Term term : observation.terms()) {
                if (term instanceof Term.Latent latent) {
                    Port from = use(latent.tensor(), false, false);
                    requireSize(
                            term.common().at(),
                            term.common().dim(),
                            from,
                            latent.tensor().model());
                }
            }
        }
    }

    private void action() {
        Action action = manifest.action();
        TensorReference tensor = action.common().tensor();
        long size = actionSize();
        action.common().head().ifPresent(head -> head(head, tensor, size));
        long copies = action.common().head().map(Head::copies).orElse(1);
        requireSize(action.common().at(), size * copies, use(tensor, false, true), tensor.model());
        List<Action.JointCommand> commands = switch (action) {
            case Action.Joints joints -> List.of(joints.command());
            case Action.Split split -> split.parts();
            default -> List.of();
        };
        for (Action.JointCommand command : commands) {
            if (command.gains().orElse(null) instanceof Action.GainSource.Outputs gains) {
                for (TensorReference gain : List.of(gains.kp(), gains.kd())) {
                    requireSize(gain.at(), command.order().size(), use(gain, false, true), gain.model());
                }
            }
        }
    }

    private void head(Head head, TensorReference action, long size) {
        if (head instanceof Diffusion diffusion && !diffusion.sample().model().equals(action.model())) {
            throw diffusion
                    .sample()
                    .at()
                    .error(" belongs to '" + diffusion.sample().model() + "', but '" + action.model()
                            + "' returns the tensor that it is about")
                    .withHint("the network that takes the noisy action is the one that says what to take away");
        }
        for (TensorReference reference : head.tensors()) {
            requireSize(reference.at(), head.values(reference, size), use(reference, false, true), reference.model());
        }
        for (TensorReference reference : head.inputs()) {
            Port port = use(reference, true, true);
            long values = head.values(reference, size);
            if (values != 1 || port.size() != 1) { // one number for all rows
                requireSize(reference.at(), values, port, reference.model());
            }
            requireRows(reference, head.rows());
        }
    }

    /** Of several actions, each is a row of the batch. */
    private void requireRows(TensorReference reference, int rows) {
        int batch = manifest.model(reference.model()).batch();
        if (rows > 1 && batch != rows) {
            throw reference
                    .at()
                    .error(" takes " + rows + " draws, but the batch of '" + reference.model() + "' is " + batch)
                    .withHint("write 'batch: " + rows + "' under the model, frozen or free in its file");
        }
    }

    private void critics() {
        for (Critic critic : manifest.critics()) {
            TensorReference tensor = critic.tensor();
            requireSize(tensor.at(), critic.distribution().size(), use(tensor, false, true), tensor.model());
            critic.action().ifPresent(this::rated);
        }
    }

    private void rated(TensorReference input) {
        if (input.model().equals(manifest.action().common().tensor().model())) {
            throw input.at()
                    .error(" belongs to the network that returns the action")
                    .withHint("another one rates it");
        }
        requireSize(input.at(), actionSize(), use(input, true, true), input.model());
    }

    /** Of a chunk all of it. */
    private long actionSize() {
        Action action = manifest.action();
        return (long) action.size()
                * action.common().chunk().map(Action.Chunk::steps).orElse(1);
    }

    private void connections() {
        for (State state : manifest.state()) {
            long size = state.shape().stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
            for (Port port : List.of(use(state.input(), true, true), use(state.output(), false, true))) {
                if (port.size() != size) {
                    throw state.at()
                            .child("shape")
                            .error("=" + state.shape() + ", but the network's '" + port.name() + "' has "
                                    + port.shape());
                }
            }
        }
        for (Edge edge : manifest.edges()) {
            Port from = use(edge.from(), false, false);
            Port to = use(edge.to(), true, true);
            long given = from.size() / manifest.model(edge.from().model()).batch();
            long taken = to.size() / manifest.model(edge.to().model()).batch();
            if (given != taken) {
                throw edge.to()
                        .at()
                        .error("='" + to.name() + "' takes " + taken + " values, but '" + from.name() + "' has "
                                + given);
            }
        }
        for (Motion motion : manifest.signals().motions()) {
            motion.outputs().forEach(output -> use(output.tensor(), false, true));
        }
        manifest.ignoredOutputs().forEach(output -> use(output, false, true));
    }

    private void answers() {
        for (Planner planner : manifest.planners()) {
            for (Planner.Answer answer : planner.answers()) {
                Port port = use(answer.tensor(), false, false);
                long size =
                        port.size() / manifest.model(answer.tensor().model()).batch();
                answer.head().ifPresent(head -> head(head, answer.tensor(), size));
                if (!answer.initial().isEmpty()) {
                    requireSize(
                            answer.at().child("initial"),
                            answer.initial().size(),
                            port,
                            answer.tensor().model());
                }
            }
        }
    }

    private void requireAllInUse() {
        for (Model model : manifest.models()) {
            List<String> free = unused(sides.get("in " + model.id()));
            if (!free.isEmpty()) {
                throw manifest.at()
                        .child("state")
                        .error(" does not say what feeds the network's inputs " + free)
                        .withHint("observe them, or name the outputs that they come from");
            }
            free = unused(sides.get("out " + model.id()));
            if (!free.isEmpty()) {
                throw manifest.at()
                        .child("ignored_outputs")
                        .error(" does not name the network's outputs " + free + ", which nothing uses")
                        .withHint("feed them back under 'state', or name them here");
            }
        }
    }

    private static List<String> unused(Side side) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < side.ports().size(); i++) {
            if (!side.used().contains(i)) {
                names.add(side.ports().get(i).name());
            }
        }
        return names;
    }
}
