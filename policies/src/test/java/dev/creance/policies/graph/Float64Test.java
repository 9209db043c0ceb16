package dev.creance.policies.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.policies.OperatorForms;
import dev.creance.runtime.property.Choices;
import dev.creance.runtime.property.Property;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class Float64Test {
    @TestFactory
    Stream<DynamicTest> inDoublePrecisionEachFormOfEachOperatorComputesThePlainEvaluationButForItsRounding() {
        return OperatorForms.all()
                .map(form -> DynamicTest.dynamicTest(form.name(), () -> {
                    Plan plan = Plan.of(OnnxModel.parse(form.model()), Map.of());
                    Property.check(20, choices -> compare(plan, choices));
                }));
    }

    private static void compare(Plan plan, Choices choices) {
        float[] memory = plan.image().clone();
        Float64 exact = new Float64(plan);
        for (int input = 0; input < plan.inputs().size(); input++) {
            Plan.Port port = plan.inputs().get(input);
            for (int i = 0; i < port.size(); i++) {
                memory[port.at() + i] = (float) choices.between(-4, 4);
                exact.set(input, i, memory[port.at() + i]);
            }
        }

        Plan.evaluate(plan.operations().toArray(Operation[]::new), memory);
        exact.evaluate();

        Plan.Port y = plan.outputs().getFirst();
        for (int i = 0; i < y.size(); i++) {
            double got = exact.get(0, i);
            assertThat((double) memory[y.at() + i]).isCloseTo(got, within(4e-6 * (1 + Math.abs(got))));
        }
    }
}
