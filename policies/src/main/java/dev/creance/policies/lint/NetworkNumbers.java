package dev.creance.policies.lint;

import dev.creance.policies.PolicyReport.Dormancy;
import dev.creance.policies.PolicyReport.Numbers;
import dev.creance.policies.PolicyReport.Steepness;
import dev.creance.policies.graph.MultiplyAdds;
import dev.creance.policies.graph.Plan;
import java.util.Arrays;
import java.util.List;

/** What can be counted and bounded of a network alone. */
public final class NetworkNumbers {
    private NetworkNumbers() {}

    /** @param batch inputs to look for dormant units with, each a value for all inputs of the plan; empty for none */
    public static Numbers of(Plan plan, List<float[]> batch) {
        List<Steepness> steepness = LipschitzBound.of(plan).stream()
                .map(bound -> new Steepness(
                        bound.output(),
                        bound.whole(),
                        Arrays.stream(bound.each()).boxed().toList()))
                .toList();
        return new Numbers(MultiplyAdds.of(plan), steepness, batch.isEmpty() ? null : dormancy(plan, batch));
    }

    private static Dormancy dormancy(Plan plan, List<float[]> batch) {
        DormantUnits.Result result = DormantUnits.of(plan, batch);
        return new Dormancy(DormantUnits.TAU, result.observations(), result.units(), result.dormant());
    }
}
