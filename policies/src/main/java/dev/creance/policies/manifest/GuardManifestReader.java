package dev.creance.policies.manifest;

import dev.creance.policies.manifest.GuardManifest.Command;
import dev.creance.policies.manifest.Manifest.Body;
import dev.creance.policies.manifest.Manifest.Signals;
import dev.creance.runtime.LearnedGuard.Form;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Binds a {@code guard.yaml} to records, as strictly as a {@link ManifestReader} binds a policy's. */
public final class GuardManifestReader {
    private static final String MODEL = "guard";
    private static final List<String> MODELS = List.of(MODEL);
    private static final double NO_DEADLINE_S = 10;

    private GuardManifestReader() {}

    public static GuardManifest read(ConfigNode root) {
        ConfigNode version = root.child("guard"); // before anything else: another version has other keys
        if (!version.string().equals("1")) {
            throw version.error("=" + version.string() + " is not a format of guards that this version reads")
                    .withHint("it reads 'guard: 1'");
        }
        root.only(
                "guard",
                "name",
                "description",
                "robot",
                "provenance",
                "licence",
                "kind",
                "density",
                "model",
                "rates",
                "observation",
                "command",
                "rating",
                "known_answers");
        Form form = form(root);
        boolean network = form == Form.CRITIC || form == Form.VALUE || form == Form.DENSITY;
        if (!network) {
            root.optional("rating").ifPresent(node -> {
                throw node.error(" names a tensor, but the model is a table").withHint("leave it out");
            });
        }
        ReadContext context = new ReadContext(
                MODELS,
                new Body(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                new Signals(List.of(), List.of(), List.of()));
        Optional<Command> command = root.optional("command").map(node -> command(node, network));
        if (form == Form.CRITIC && command.isEmpty()) {
            throw root.error(": a critic judges commands, and there is no section 'command'")
                    .withHint("add it, or write 'kind: value'");
        }
        return new GuardManifest(
                outline(root, context, command, network),
                form,
                command,
                network ? Optional.of(rating(root.child("rating"))) : Optional.empty());
    }

    private static Manifest outline(ConfigNode root, ReadContext context, Optional<Command> command, boolean network) {
        ConfigNode provenance = root.child("provenance").only("source", "paper", "conversion");
        provenance.child("paper").string();
        provenance.child("conversion").string();
        ConfigNode licence = root.child("licence").only("spdx", "holder", "file");
        licence.child("file").string();
        int commands = command.map(of -> of.channels().size()).orElse(0);
        return new Manifest(
                root,
                Texts.text(root.child("name")),
                Texts.text(root.child("description")),
                Texts.text(root.child("robot")),
                Texts.text(provenance.child("source")),
                Texts.text(licence.child("spdx")) + ", " + Texts.text(licence.child("holder")),
                List.of(model(root.child("model"))),
                List.of(),
                List.of(),
                rates(root.child("rates")),
                context.body(),
                context.signals(),
                List.of(observation(root.child("observation"), context, commands, network)),
                action(root, command),
                List.of(),
                List.of(),
                List.of(),
                answers(root.child("known_answers"), network));
    }

    private static Form form(ConfigNode root) {
        String kind = root.child("kind").choice("critic", "value", "density", "samples");
        if (!kind.equals("density")) {
            root.optional("density").ifPresent(node -> {
                throw node.error(" belongs to 'kind: density', and this is a " + kind)
                        .withHint("leave it out");
            });
            return Form.valueOf(kind.toUpperCase(Locale.ROOT));
        }
        return switch (root.child("density").choice("network", "polynomial", "mahalanobis")) {
            case "polynomial" -> Form.POLYNOMIAL;
            case "mahalanobis" -> Form.MAHALANOBIS;
            default -> Form.DENSITY;
        };
    }

    private static Model model(ConfigNode node) {
        return new Model(MODEL, HashedFile.read(node.only("file", "sha256")), 1, List.of());
    }

    /** A guard has no deadline: it is asked in the tick. */
    private static Rates rates(ConfigNode node) {
        double nativeHz = node.only("native").child("native").quantity(Dimension.FREQUENCY, 0.1, 8000);
        return new Rates(node, nativeHz, true, 0, NO_DEADLINE_S, Rates.Miss.BACKUP);
    }

    private static Observation observation(ConfigNode node, ReadContext context, int commands, boolean network) {
        if (!network) {
            node.optional("tensor").ifPresent(tensor -> {
                throw tensor.error(" names a tensor, but the model is a table").withHint("leave it out");
            });
        }
        return Observation.read(node, context, commands, network);
    }

    private static Command command(ConfigNode node, boolean network) {
        if (network) {
            node.only("tensor", "channels", "unit", "process");
        } else {
            node.only("channels", "unit", "process");
        }
        List<ConfigNode> channels = node.child("channels").items();
        if (channels.isEmpty()) {
            throw node.child("channels").error(" is empty").withHint("name the command channels that are judged");
        }
        return new Command(
                node,
                network ? Optional.of(TensorReference.read(node.child("tensor"), MODELS)) : Optional.empty(),
                channels,
                node.child("unit"),
                new ProcessReader(channels.size(), Optional.empty(), Optional.empty()).read(node.child("process")));
    }

    private static TensorReference rating(ConfigNode node) {
        node.only("tensor", "unit", "higher_is");
        Texts.text(node.child("unit"));
        node.child("higher_is").choice("worse");
        return TensorReference.read(node.child("tensor"), MODELS);
    }

    private static Action action(ConfigNode root, Optional<Command> command) {
        return new Action.Direct(
                new Action.Common(
                        root,
                        null, // nobody reads the command from a network
                        new Action.Between(false, OptionalDouble.empty()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                command.map(Command::channels).orElse(List.of()),
                root,
                List.of());
    }

    private static List<KnownAnswers> answers(ConfigNode node, boolean network) {
        if (!network && !Texts.isNone(node)) {
            throw node.error(" belongs to networks, and the model is a table").withHint("write 'known_answers: none'");
        }
        return KnownAnswers.read(node, MODELS);
    }
}
