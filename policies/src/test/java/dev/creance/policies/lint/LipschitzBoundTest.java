package dev.creance.policies.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.policies.TestFiles;
import dev.creance.policies.TestNetworks;
import dev.creance.policies.graph.OnnxModel;
import dev.creance.policies.graph.Operation;
import dev.creance.policies.graph.Plan;
import dev.creance.runtime.property.Property;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LipschitzBoundTest {
    private static Plan plan(byte[] network) {
        return Plan.of(OnnxModel.parse(network), Map.of());
    }

    private static double whole(byte[] network) {
        return LipschitzBound.of(plan(network)).getFirst().whole();
    }

    @Test
    void ofOneLayerItIsTheSpectralNormAndForEachValueItsRow() {
        LipschitzBound.Bound bound =
                LipschitzBound.of(plan(TestNetworks.product(3, 0, 0, 4))).getFirst();

        assertThat(bound.whole()).isBetween(4.0, 4.02);
        assertThat(bound.each()[0]).isCloseTo(3, within(1e-6));
        assertThat(bound.each()[1]).isCloseTo(4, within(1e-6));
    }

    @Test
    void aNormaliserIsMultipliedIntoTheFirstLayer() {
        // (x / (0.1, 10)) W with W = diag(0.1, 10) changes nothing: alone the two have norms of 10 and 10.
        assertThat(whole(TestNetworks.normalised())).isBetween(1.0, 1.01);
    }

    @Test
    void aValueThatIsTakenSeveralTimesCountsSeveralTimes() {
        assertThat(whole(TestNetworks.repeated(4))).isCloseTo(2, within(1e-9)); // √4
    }

    @Test
    void twoBranchesAddUpAndAProductOfTwoComputedValuesHasNone() {
        assertThat(whole(TestNetworks.residual())).isCloseTo(2, within(1e-6));
        assertThat(whole(TestNetworks.square())).isInfinite();
    }

    /** Between any two inputs no output of a real policy moves farther than its bound allows. */
    @Test
    void noSlopeBetweenTwoInputsExceedsTheBound() {
        for (String network : List.of("scg_cartpole_ppo_stab", "godot_flyby", "leapp_fixture_model_a")) {
            Plan plan = plan(TestFiles.bytes("golden/" + network + ".onnx"));
            LipschitzBound.Bound bound = LipschitzBound.of(plan).getFirst();
            assertThat(bound.whole()).as(network).isFinite().isPositive();
            Property.check(200, choices -> {
                float[] one = plan.image().clone();
                float[] two = plan.image().clone();
                double distance = 0;
                for (Plan.Port port : plan.inputs()) {
                    for (int i = port.at(); i < port.at() + port.size(); i++) {
                        one[i] = (float) choices.between(-2, 2);
                        two[i] = one[i] + (float) choices.between(-0.1, 0.1);
                        distance += Math.pow((double) two[i] - one[i], 2);
                    }
                }
                Operation[] operations = plan.operations().toArray(Operation[]::new);
                Plan.evaluate(operations, one);
                Plan.evaluate(operations, two);
                Plan.Port output = plan.outputs().getFirst();
                double moved = 0;
                for (int i = 0; i < output.size(); i++) {
                    double by = Math.abs((double) two[output.at() + i] - one[output.at() + i]);
                    assertThat(by).isLessThanOrEqualTo(bound.each()[i] * Math.sqrt(distance) + 1e-5);
                    moved += by * by;
                }
                assertThat(Math.sqrt(moved)).isLessThanOrEqualTo(bound.whole() * Math.sqrt(distance) + 1e-5);
            });
        }
    }
}
