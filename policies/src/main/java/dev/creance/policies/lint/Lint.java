package dev.creance.policies.lint;

import dev.creance.policies.PolicyReport.Finding;
import dev.creance.policies.PolicyReport.Severity;
import dev.creance.policies.graph.Plan;
import dev.creance.policies.manifest.Manifest;
import dev.creance.policies.manifest.Observation;
import dev.creance.policies.manifest.TensorReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that speaks for a manifest and its networks not belonging together. */
public final class Lint {
    private final Manifest manifest;
    private final Map<String, Plan> plans;
    private final List<float[]> observations;
    private final List<Finding> findings = new ArrayList<>();

    private Lint(Manifest manifest, Map<String, Plan> plans, List<float[]> observations) {
        this.manifest = manifest;
        this.plans = plans;
        this.observations = observations;
    }

    /**
     * @param plans by model; those that cannot be planned are left out, and so is what only a plan could show
     * @param observations recorded ones, each as the first observation's tensor was fed; empty for none
     */
    public static List<Finding> of(Manifest manifest, Map<String, Plan> plans, List<float[]> observations) {
        Lint lint = new Lint(manifest, plans, observations);
        lint.findings.addAll(RateCheck.of(manifest));
        lint.findings.addAll(JointVectorCheck.of(manifest));
        for (int i = 0; i < manifest.observations().size(); i++) {
            lint.observation(manifest.observations().get(i), i == 0);
        }
        return lint.findings;
    }

    private void observation(Observation observation, boolean first) {
        if (!plans.containsKey(observation.tensor().model())) {
            return; // that it cannot be planned is said elsewhere
        }
        Optional<FirstLayer> found = firstLayer(observation);
        if (found.isEmpty()) {
            findings.add(new Finding(
                    Severity.NOTE,
                    "no_first_layer",
                    "between '" + observation.tensor().label()
                            + "' and the first layer stands more than shifts and scales:"
                            + " order and scale of its terms, and a normaliser, cannot be told from the network"));
            return;
        }
        List<Block> blocks = Block.of(observation);
        boolean measured = first && !observations.isEmpty();
        List<Expectation> expected = new ArrayList<>();
        for (Block block : blocks) {
            expected.add(
                    measured
                            ? Expectation.measured(block, observations)
                            : Expectation.of(block.term(), manifest).orElse(null));
        }
        findings.addAll(NormaliserCheck.of(
                observation,
                found.get(),
                blocks,
                normalises(observation.tensor().model())));
        findings.addAll(TermCheck.of(found.get(), blocks, expected));
        findings.addAll(JointOrderCheck.of(manifest, found.get(), blocks, actionWeights()));
    }

    private Optional<FirstLayer> firstLayer(Observation observation) {
        Plan plan = plans.get(observation.tensor().model());
        return port(observation.tensor(), plan.inputs()).flatMap(port -> FirstLayer.of(plan, port));
    }

    /** Whether a network shifts or scales any of its observations. */
    private boolean normalises(String model) {
        return manifest.observations().stream()
                .filter(observation -> observation.tensor().model().equals(model))
                .flatMap(observation -> firstLayer(observation).stream())
                .anyMatch(FirstLayer::isNormalised);
    }

    private Optional<double[]> actionWeights() {
        TensorReference action = manifest.action().common().tensor();
        Plan plan = plans.get(action.model());
        return plan == null ? Optional.empty() : port(action, plan.outputs()).flatMap(port -> LastLayer.of(plan, port));
    }

    private static Optional<Plan.Port> port(TensorReference tensor, List<Plan.Port> ports) {
        return tensor.name() == null
                ? Optional.of(ports.get(tensor.index()))
                : ports.stream()
                        .filter(port -> port.name().equals(tensor.name()))
                        .findFirst();
    }
}
