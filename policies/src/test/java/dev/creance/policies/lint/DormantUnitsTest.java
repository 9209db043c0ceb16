package dev.creance.policies.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.policies.TestNetworks;
import dev.creance.policies.graph.MultiplyAdds;
import dev.creance.policies.graph.OnnxModel;
import dev.creance.policies.graph.Plan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DormantUnitsTest {
    private static final Plan PLAN = Plan.of(OnnxModel.parse(TestNetworks.withADeadUnit()), Map.of());

    @Test
    void aUnitThatNothingReachesIsDormant() {
        assertThat(DormantUnits.of(PLAN, List.of(new float[] {1, 1}, new float[] {2, 3})))
                .isEqualTo(new DormantUnits.Result(2, 3, 1));
    }

    /** Of three units with mean magnitudes 0.05, 3 and 0, two lie below 0.025 of their mean, which is 1.017. */
    @Test
    void soIsOneThatDoesNextToNothingBesideTheOthers() {
        assertThat(DormantUnits.of(PLAN, List.of(new float[] {0.02f, 3}))).isEqualTo(new DormantUnits.Result(1, 3, 2));
        assertThat(DormantUnits.of(PLAN, List.of(new float[] {0.05f, 3}))).isEqualTo(new DormantUnits.Result(1, 3, 1));
    }

    @Test
    void multiplyAddsAreThoseOfTheMatrices() {
        assertThat(MultiplyAdds.of(PLAN)).isEqualTo(2 * 3 + 3);
    }
}
