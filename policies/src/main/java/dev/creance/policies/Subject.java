package dev.creance.policies;

import dev.creance.policies.PolicyReport.Finding;
import dev.creance.policies.PolicyReport.Severity;
import dev.creance.policies.graph.Plan;
import dev.creance.policies.graph.Unsupported;
import dev.creance.policies.manifest.KnownAnswers;
import dev.creance.policies.manifest.Manifest;
import dev.creance.policies.manifest.Model;
import dev.creance.policies.manifest.TensorReference;
import dev.creance.runtime.config.ConfigError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is inspected: a network, and what else belongs to its policy as far as it can be read.
 *
 * @param manifest null where there is none
 * @param plans by model's id; those that cannot be planned are left out
 * @param answers of the first model; empty where there are none
 * @param gaps what could not be read, and why
 */
record Subject(
        String file,
        byte[] bytes,
        Path folder,
        Manifest manifest,
        Map<String, Plan> plans,
        Optional<Golden> answers,
        List<Finding> gaps) {

    private static final String ONLY = "";

    /** Statistics take some 60 bytes for each. */
    private static final int MOST_VALUES = 1 << 22;

    static Subject bare(String file, byte[] bytes, Path folder) {
        Map<String, Plan> plans = new LinkedHashMap<>();
        List<Finding> gaps = new ArrayList<>();
        plan(ONLY, file, bytes, folder, plans, gaps);
        return new Subject(file, bytes, folder, null, plans, Optional.empty(), gaps);
    }

    /**
     * What belongs to a policy.
     *
     * @param folder where the first network's external data lies; null where it has none
     * @param models the networks' bytes by model's id
     */
    static Subject policy(Manifest manifest, PolicyFiles files, Path folder, Map<String, byte[]> models) {
        Map<String, Plan> plans = new LinkedHashMap<>();
        List<Finding> gaps = new ArrayList<>();
        models.forEach((id, bytes) -> files.withFolder(manifest.model(id), where -> {
            plan(id, files.nameOf(manifest.model(id).file().file()), bytes, where, plans, gaps);
            return null;
        }));
        Model first = manifest.models().getFirst();
        return new Subject(
                files.nameOf(first.file().file()),
                models.get(first.id()),
                folder,
                manifest,
                plans,
                answers(manifest, files, first.id(), gaps),
                gaps);
    }

    private static void plan(
            String id, String file, byte[] bytes, Path folder, Map<String, Plan> plansOut, List<Finding> gapsOut) {
        try {
            Plan plan = Plan.of(OnnxFile.whole(file, bytes, folder), Map.of());
            if (plan.image().length > MOST_VALUES) {
                throw new PolicyError(file, "has more than " + MOST_VALUES + " values", "");
            }
            plansOut.put(id, plan);
        } catch (Unsupported | PolicyError e) {
            gapsOut.add(new Finding(
                    Severity.NOTE,
                    "not_planned",
                    "no statistics of the network" + (id.isEmpty() ? "" : " '" + id + "'") + ": "
                            + e.getMessage().lines().findFirst().orElse("")));
        }
    }

    private static Optional<Golden> answers(Manifest manifest, PolicyFiles files, String id, List<Finding> gapsOut) {
        Optional<KnownAnswers> named = manifest.knownAnswers().stream()
                .filter(answers -> answers.model().equals(id))
                .findFirst();
        try {
            return named.map(answers -> Golden.parse(answers.file().file(), files.read(answers.file())));
        } catch (PolicyError | ConfigError e) {
            gapsOut.add(new Finding(
                    Severity.NOTE,
                    "no_known_answers",
                    e.getMessage().lines().findFirst().orElse("")));
            return Optional.empty();
        }
    }

    /** The plan of the inspected network. */
    Optional<Plan> plan() {
        return Optional.ofNullable(
                plans.get(manifest == null ? ONLY : manifest.models().getFirst().id()));
    }

    /** Inputs of the plan: the recorded observations, or those of the known answers; what they leave out is 0. */
    List<float[]> batch(List<float[]> observations) {
        if (plan().isEmpty()) {
            return List.of();
        }
        if (!observations.isEmpty()) {
            Optional<Plan.Port> observed = observed();
            observed.ifPresent(port -> requireSize(port, observations));
            return observed.isEmpty()
                    ? List.of()
                    : observations.stream()
                            .map(row -> inputs(port -> port.equals(observed.get()) ? row : null))
                            .toList();
        }
        return answers.stream()
                .flatMap(golden -> Stream.concat(golden.cases().stream(), golden.steps().stream()))
                .map(call -> inputs(port -> reals(call.inputs().get(port.name()))))
                .toList();
    }

    /** The input that a recorded observation feeds, the first where no manifest says which; empty where it feeds another network. */
    private Optional<Plan.Port> observed() {
        List<Plan.Port> inputs = plan().orElseThrow().inputs();
        if (manifest == null) {
            return inputs.stream().findFirst();
        }
        TensorReference tensor = manifest.observations().getFirst().tensor();
        return inputs.stream()
                .filter(port ->
                        tensor.model().equals(manifest.models().getFirst().id()))
                .filter(port -> port.name().equals(tensor.name()) || inputs.indexOf(port) == tensor.index())
                .findFirst();
    }

    /** With a manifest they were judged before. */
    private void requireSize(Plan.Port observed, List<float[]> observations) {
        for (float[] row : observations) {
            if (manifest == null && row.length != observed.size()) {
                throw new PolicyError(
                        file,
                        "takes " + observed.size() + " values as '" + observed.name()
                                + "', but a recorded observation has " + row.length,
                        "name a record of this network's own inputs");
            }
        }
    }

    private static float[] reals(TensorValues values) {
        if (values == null) {
            return null;
        }
        float[] reals = new float[values.reals().length];
        for (int i = 0; i < reals.length; i++) {
            reals[i] = (float) values.reals()[i];
        }
        return reals;
    }

    private float[] inputs(Function<Plan.Port, float[]> values) {
        Plan plan = plan().orElseThrow();
        float[] all = new float[plan.inputs().stream().mapToInt(Plan.Port::size).sum()];
        int next = 0;
        for (Plan.Port port : plan.inputs()) {
            float[] given = values.apply(port);
            if (given != null) { // of a frozen batch the first row, of a free one as many as fit
                System.arraycopy(given, 0, all, next, Math.min(given.length, port.size()));
            }
            next += port.size();
        }
        return all;
    }
}
