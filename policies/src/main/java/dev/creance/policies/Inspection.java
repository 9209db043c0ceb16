package dev.creance.policies;

import dev.creance.policies.PolicyReport.Bounds;
import dev.creance.policies.PolicyReport.Finding;
import dev.creance.policies.PolicyReport.Severity;
import dev.creance.policies.graph.OnnxModel;
import dev.creance.policies.graph.OnnxModel.Graph;
import dev.creance.policies.graph.OnnxModel.Node;
import dev.creance.policies.graph.OnnxModel.Tensor;
import dev.creance.policies.lint.Lint;
import dev.creance.policies.lint.NetworkNumbers;
import dev.creance.policies.manifest.Action;
import dev.creance.policies.manifest.Diffusion;
import dev.creance.policies.manifest.Manifest;
import dev.creance.policies.manifest.Operation;
import dev.creance.policies.signals.ValueProcess;
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

    static PolicyReport of(Subject subject, EngineChoice engine, InspectOptions options) {
        OnnxModel model = OnnxFile.parse(subject.file(), subject.bytes());
        Manifest manifest = subject.manifest();
        List<Bounds> bounds = OutputBounds.of(model.graph());
        List<Finding> findings = new ArrayList<>(GraphFindings.of(model.graph(), bounds, clips(manifest)));
        engine(subject, findings);
        if (manifest == null) {
            findings.add(new Finding(
                    Severity.NOTE,
                    "no_manifest",
                    "the file alone does not say what its inputs mean; a policy needs a policy.yaml beside it"));
        } else {
            Flyable.objection(manifest)
                    .ifPresent(reason -> findings.add(new Finding(
                            Severity.NOTE, "not_flyable", reason.getMessage().split("\n", 2)[0])));
            findings.addAll(Lint.of(manifest, subject.plans(), options.observations()));
        }
        findings.addAll(subject.gaps());
        return new PolicyReport(
                subject.file(),
                subject.bytes().length,
                PolicyFiles.sha256(subject.bytes()),
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
                subject.plan()
                        .map(plan -> NetworkNumbers.of(plan, subject.batch(options.observations())))
                        .orElse(null),
                engine.engine(),
                engine.why(),
                options.nowNs() == null
                        ? List.of()
                        : EngineLatency.of(subject.file(), subject.bytes(), subject.folder(), options.nowNs()),
                manifest == null ? null : ManifestSummary.of(manifest),
                List.copyOf(findings));
    }

    /** Whether ONNX Runtime loads it, and runs it once. */
    private static void engine(Subject subject, List<Finding> findingsOut) {
        try (OnnxSession session = OnnxSession.open(subject.file(), subject.bytes(), subject.folder());
                TensorBinding binding = session.bind(Map.of())) {
            if (!binding.run()) {
                findingsOut.add(new Finding(Severity.ERROR, "does_not_run", binding.failure()));
            }
        } catch (PolicyError e) {
            findingsOut.add(new Finding(Severity.ERROR, "does_not_load", e.problem() + "; " + e.remedy()));
        }
    }

    private static boolean clips(Manifest manifest) {
        if (manifest == null) {
            return false;
        }
        if (manifest.action().common().head().orElse(null) instanceof Diffusion diffusion
                && diffusion.clip().bounds()) {
            return true;
        }
        return switch (manifest.action()) {
            case Action.Direct direct -> clips(direct.process(), direct.size());
            case Action.AttitudeThrust thrust -> clips(thrust.process(), thrust.size());
            case Action.Twist twist -> clips(twist.process(), twist.size());
            case Action.Joints joints -> clips(joints.command());
            case Action.Split split -> split.parts().stream().allMatch(Inspection::clips);
            case Action.Discrete choices -> true;
        };
    }

    private static boolean clips(Action.JointCommand command) {
        return !command.clamps().isEmpty()
                || clips(command.process(), command.order().size());
    }

    private static boolean clips(List<Operation> operations, int size) {
        ValueProcess process = new ValueProcess(operations);
        return IntStream.range(0, size)
                .allMatch(i -> Double.isFinite(process.greatest(i)) && Double.isFinite(process.least(i)));
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
