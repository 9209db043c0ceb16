package dev.creance.policies;

import dev.creance.policies.PolicyReport.Bounds;
import dev.creance.policies.PolicyReport.Finding;
import dev.creance.policies.PolicyReport.Severity;
import dev.creance.policies.graph.OnnxModel;
import dev.creance.policies.graph.OnnxModel.Graph;
import dev.creance.policies.graph.OnnxModel.Node;
import dev.creance.policies.graph.OnnxModel.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Looks at a network's file from all sides. */
final class Inspection {
    /** Some exporters put a whole robot description into a property. */
    private static final int LONGEST_PROPERTY = 200;

    private Inspection() {}

    /** @param manifest null where there is none */
    static PolicyReport of(String file, byte[] bytes, Path folder, PolicyManifest manifest) {
        OnnxModel model = OnnxFile.parse(file, bytes);
        List<Bounds> bounds = OutputBounds.of(model.graph());
        List<Finding> findings = new ArrayList<>(GraphFindings.of(model.graph(), bounds, clips(manifest)));
        String engine = OnnxSession.version();
        try (OnnxSession session = OnnxSession.open(file, bytes, folder);
                TensorBinding binding = session.bind(Map.of())) {
            if (!binding.run()) {
                findings.add(new Finding(Severity.ERROR, "does_not_run", binding.failure()));
            }
        } catch (PolicyError e) {
            findings.add(new Finding(Severity.ERROR, "does_not_load", e.problem() + "; " + e.remedy()));
        }
        if (manifest == null) {
            findings.add(new Finding(
                    Severity.NOTE,
                    "no_manifest",
                    "the file alone does not say what its inputs mean; a policy needs a policy.yaml beside it"));
        }
        return new PolicyReport(
                file,
                bytes.length,
                PolicyFiles.sha256(bytes),
                model.ir(),
                model.opsets(),
                model.producer(),
                model.graph().name(),
                model.documentation(),
                shortened(model.metadata()),
                model.graph().inputs(),
                model.graph().outputs(),
                operators(model.graph(), new TreeMap<>()),
                parameters(model.graph()),
                List.copyOf(externalData(model.graph())),
                bounds,
                engine,
                manifest == null ? null : ManifestSummary.of(manifest),
                List.copyOf(findings));
    }

    private static boolean clips(PolicyManifest manifest) {
        return manifest != null
                && IntStream.range(0, manifest.action().commands().size())
                        .mapToDouble(i -> manifest.action().process().greatest(i)
                                - manifest.action().process().least(i))
                        .allMatch(Double::isFinite);
    }

    private static Map<String, String> shortened(Map<String, String> metadata) {
        Map<String, String> result = new LinkedHashMap<>();
        metadata.forEach((key, value) -> result.put(
                key,
                value.length() <= LONGEST_PROPERTY
                        ? value
                        : value.substring(0, LONGEST_PROPERTY) + "… (" + value.length() + " characters)"));
        return result;
    }

    private static Map<String, Integer> operators(Graph graph, Map<String, Integer> counts) {
        for (Node node : graph.nodes()) {
            counts.merge(node.operator(), 1, Integer::sum);
            node.attributes().values().stream()
                    .filter(attribute -> attribute.graph() != null)
                    .forEach(attribute -> operators(attribute.graph(), counts));
        }
        return counts;
    }

    private static long parameters(Graph graph) {
        return graph.initialisers().stream()
                .filter(tensor -> tensor.isReal() && tensor.dims().length > 0) // scalars are constants of the code
                .mapToLong(Tensor::elements)
                .sum();
    }

    /** The files beside the network in which its weights lie. */
    static TreeSet<String> externalData(Graph graph) {
        TreeSet<String> files = new TreeSet<>();
        graph.initialisers().stream()
                .map(Tensor::external)
                .filter(file -> !file.isEmpty())
                .forEach(files::add);
        return files;
    }
}
