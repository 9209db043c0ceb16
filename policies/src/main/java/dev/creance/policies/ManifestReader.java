package dev.creance.policies;

import dev.creance.policies.PolicyManifest.Action;
import dev.creance.policies.PolicyManifest.HashedFile;
import dev.creance.policies.PolicyManifest.KnownAnswers;
import dev.creance.policies.PolicyManifest.Model;
import dev.creance.policies.PolicyManifest.Rates;
import dev.creance.policies.PolicyManifest.State;
import dev.creance.policies.PolicyManifest.TensorReference;
import dev.creance.policies.PolicyManifest.Term;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.ArrayList;
import java.util.List;

/** Binds a {@code policy.yaml} to records. Nothing has a default: what is missing is refused. */
final class ManifestReader {
    /** Above this an observation term is a typing error. */
    private static final int MOST_VALUES = 1 << 20;

    private ManifestReader() {}

    static PolicyManifest read(ConfigNode root) {
        ConfigNode version = root.child("policy"); // before anything else: another version has other keys
        if (!version.string().equals("1")) {
            throw version.error("=" + version.string() + " is not a manifest format that this version reads")
                    .withHint("it reads 'policy: 1'");
        }
        root.only(
                "policy",
                "name",
                "description",
                "robot",
                "provenance",
                "licence",
                "models",
                "rates",
                "observation",
                "action",
                "state",
                "ignored_outputs",
                "known_answers");
        ConfigNode provenance = root.child("provenance").only("source", "paper", "conversion");
        provenance.child("paper").string();
        provenance.child("conversion").string();
        ConfigNode licence = root.child("licence").only("spdx", "holder", "file");
        licence.child("file").string();
        Action action = action(root.child("action"));
        ConfigNode observation = root.child("observation").only("tensor", "terms");
        return new PolicyManifest(
                root,
                text(root.child("name")),
                text(root.child("description")),
                text(root.child("robot")),
                text(provenance.child("source")),
                text(licence.child("spdx")) + ", " + text(licence.child("holder")),
                model(root.child("models")),
                rates(root.child("rates")),
                tensor(observation.child("tensor")),
                terms(observation.child("terms"), action.commands().size()),
                action,
                root.child("state").items().stream().map(ManifestReader::state).toList(),
                root.child("ignored_outputs").items().stream()
                        .map(ManifestReader::tensor)
                        .toList(),
                knownAnswers(root.child("known_answers")));
    }

    private static String text(ConfigNode node) {
        String text = node.string().strip();
        if (text.isEmpty()) {
            throw node.error(" is empty");
        }
        return text;
    }

    private static Model model(ConfigNode models) {
        List<ConfigNode> items = models.items();
        if (items.size() != 1) {
            throw models.error(" lists " + items.size() + " models; this version runs policies of exactly one");
        }
        ConfigNode model = items.getFirst().only("id", "file", "sha256", "external_data");
        text(model.child("id"));
        List<HashedFile> external = model.child("external_data").items().stream()
                .map(item -> hashedFile(item.only("file", "sha256")))
                .toList();
        return new Model(hashedFile(model), external);
    }

    private static HashedFile hashedFile(ConfigNode node) {
        ConfigNode sha256 = node.child("sha256");
        if (!sha256.string().matches("[0-9a-f]{64}")) {
            throw sha256.error("='" + sha256.string() + "' is not a SHA-256 of 64 lower-case hexadecimal digits")
                    .withHint("write what 'sha256sum' prints for the file");
        }
        return new HashedFile(node, text(node.child("file")), sha256.string());
    }

    private static Rates rates(ConfigNode node) {
        node.only("native", "higher");
        return new Rates(
                node,
                node.child("native").quantity(Dimension.FREQUENCY, 0.1, 8000),
                node.child("higher").choice("allowed", "refused").equals("allowed"));
    }

    private static TensorReference tensor(ConfigNode node) {
        if (node.isMap()) {
            return new TensorReference(
                    node, null, node.only("index").child("index").integer(0, 1000));
        }
        return new TensorReference(node, text(node), -1);
    }

    private static List<Term> terms(ConfigNode node, int actions) {
        List<Term> terms = new ArrayList<>();
        for (ConfigNode item : node.items()) {
            String kind = item.child("kind").choice("channels", "difference", "rotation_matrix", "action");
            terms.add(
                    switch (kind) {
                        case "channels" -> channels(item.only("term", "kind", "signal", "unit", "dim", "process"));
                        case "difference" ->
                            channels(item.only("term", "kind", "signal", "minus", "unit", "dim", "process"));
                        case "rotation_matrix" ->
                            rotation(item.only("term", "kind", "signal", "layout", "dim", "process"));
                        default -> actionTerm(item.only("term", "kind", "history", "dim", "process"), actions);
                    });
            text(item.child("term"));
        }
        return terms;
    }

    private static int dim(ConfigNode term) {
        return term.child("dim").integer(1, MOST_VALUES);
    }

    private static ValueProcess process(ConfigNode term) {
        return ValueProcess.of(term.child("process"), dim(term));
    }

    private static Term channels(ConfigNode term) {
        boolean difference = term.child("kind").string().equals("difference");
        return new Term.Channels(
                term,
                term.child("signal"),
                difference ? term.child("minus") : null,
                term.child("unit"),
                dim(term),
                process(term));
    }

    private static Term rotation(ConfigNode term) {
        boolean rowMajor =
                term.child("layout").choice("row_major", "column_major").equals("row_major");
        if (dim(term) != 9) {
            throw term.child("dim").error("=" + dim(term) + ", but a rotation matrix has 9 elements");
        }
        return new Term.Rotation(term, term.child("signal"), rowMajor, 9, process(term));
    }

    private static Term actionTerm(ConfigNode term, int actions) {
        ConfigNode history = term.child("history").only("length", "order", "stores", "initial", "spacing", "between");
        history.child("initial").choice("zeros");
        history.child("spacing").choice("native");
        history.child("between").choice("running_mean");
        int length = history.child("length").integer(1, 10_000);
        if (dim(term) != length * actions) {
            throw term.child("dim")
                    .error("=" + dim(term) + ", but " + length + " actions of " + actions + " values are "
                            + length * actions);
        }
        return new Term.Actions(
                term,
                actions,
                length,
                history.child("order").choice("oldest_first", "newest_first").equals("oldest_first"),
                history.child("stores").choice("raw", "executed").equals("executed"),
                dim(term),
                process(term));
    }

    private static Action action(ConfigNode node) {
        node.only("tensor", "kind", "commands", "unit", "process");
        node.child("kind").choice("direct");
        List<ConfigNode> commands = node.child("commands").items();
        if (commands.isEmpty()) {
            throw node.child("commands").error(" is empty").withHint("name the command channel of each action");
        }
        return new Action(
                node,
                tensor(node.child("tensor")),
                commands,
                node.child("unit"),
                ValueProcess.of(node.child("process"), commands.size()));
    }

    private static State state(ConfigNode node) {
        node.only("input", "output", "shape", "initial", "commit");
        node.child("initial").choice("zeros");
        long[] shape = node.child("shape").items().stream()
                .mapToLong(size -> size.integer(1, MOST_VALUES))
                .toArray();
        return new State(
                node,
                tensor(node.child("input")),
                tensor(node.child("output")),
                shape,
                node.child("commit").choice("native", "every_call").equals("every_call"));
    }

    private static KnownAnswers knownAnswers(ConfigNode node) {
        if (node.isScalar()) {
            node.choice("none");
            return null;
        }
        node.only("file", "sha256", "tolerance");
        return new KnownAnswers(hashedFile(node), node.child("tolerance").quantity(Dimension.RATIO, 0, 1));
    }
}
