package dev.creance.policies.plan;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.policies.OnnxBuilder;
import dev.creance.policies.OperatorForms;
import dev.creance.policies.graph.OnnxModel;
import dev.creance.policies.graph.Plan;
import dev.creance.runtime.property.Choices;
import dev.creance.runtime.property.Property;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A linked plan gives the same bits on vectors and in scalar arithmetic. */
class LinkedPlanTest {
    @Test
    void bothEvaluationsOfAnyNetworkAgreeBitForBit() {
        Property.check(600, choices -> agree(Plan.of(RandomNetwork.of(choices), Map.of()), choices, 2));
    }

    @TestFactory
    Stream<DynamicTest> bothEvaluationsOfEachFormOfEachOperatorAgreeBitForBit() {
        return OperatorForms.all()
                .map(form -> DynamicTest.dynamicTest(form.name(), () -> {
                    Plan plan = Plan.of(OnnxModel.parse(form.model()), Map.of());
                    Property.check(20, choices -> agree(plan, choices, 2));
                }));
    }

    /** Runs it several times: what one run leaves behind must not matter to the next. */
    static void agree(Plan plan, Choices choices, int runs) {
        LinkedPlan onVectors = LinkedPlan.of(plan);
        LinkedPlan scalar = LinkedPlan.of(plan);
        boolean hostile = choices.integer(0, 3) == 3;
        for (int run = 0; run < runs; run++) {
            for (int i = 0; i < plan.inputs().size(); i++) {
                fill(choices, hostile, onVectors.input(i), scalar.input(i));
            }
            onVectors.run();
            scalar.runScalar();
            for (int i = 0; i < plan.outputs().size(); i++) {
                requireSameBits(plan.outputs().get(i).name(), onVectors.output(i), scalar.output(i));
            }
        }
    }

    private static void fill(Choices choices, boolean hostile, MemorySegment a, MemorySegment b) {
        for (int i = 0; i < a.byteSize() / 4; i++) {
            float value = (float) (hostile ? choices.hostile(-20, 20) : choices.between(-3, 3));
            a.setAtIndex(JAVA_FLOAT, i, value);
            b.setAtIndex(JAVA_FLOAT, i, value);
        }
    }

    /** One NaN is like another. */
    private static void requireSameBits(String name, MemorySegment a, MemorySegment b) {
        for (int i = 0; i < a.byteSize() / 4; i++) {
            float one = a.getAtIndex(JAVA_FLOAT, i);
            float other = b.getAtIndex(JAVA_FLOAT, i);
            if (Float.floatToIntBits(one) != Float.floatToIntBits(other)) {
                throw new AssertionError(
                        name + "[" + i + "]: " + one + " on vectors, " + other + " by the scalar twins");
            }
        }
    }

    private static LinkedPlan linked(OnnxBuilder graph) {
        return LinkedPlan.of(Plan.of(OnnxModel.parse(graph.output("y").build()), Map.of()));
    }

    @Test
    void whatStandsTogetherIsNotCopied() {
        OnnxBuilder graph = new OnnxBuilder(17)
                .input("x", 2, 6)
                .integers("sizes", 1, 1)
                .node("Split", "x sizes", "first second", "axis", 0)
                .node("Tanh", "second", "y");

        assertThat(linked(graph).kinds()).containsExactly("ActivationStep");
    }

    private static OnnxBuilder layer() {
        return new OnnxBuilder(17)
                .input("x", 2, 3)
                .floats("w", new long[] {3, 2}, 1, 2, 3, 4, 5, 6)
                .floats("b", new long[] {2}, 10, 20)
                .node("MatMul", "x w", "product");
    }

    @Test
    void aConstantThatIsAddedToAProductIsTheBiasOfOneLayer() {
        LinkedPlan linked = linked(layer().node("Add", "b product", "y"));
        linked.input(0).setAtIndex(JAVA_FLOAT, 3, 1);

        linked.run();

        assertThat(linked.kinds()).containsExactly("LayerStep");
        assertThat(linked.output(0).toArray(JAVA_FLOAT)).containsExactly(10, 20, 11, 22);
    }

    @Test
    void aProductThatIsTakenOnceMoreStaysAsItIs() {
        LinkedPlan linked = linked(layer().node("Add", "product b", "sum").node("Mul", "sum product", "y"));
        linked.input(0).setAtIndex(JAVA_FLOAT, 3, 1);

        linked.run();

        assertThat(linked.kinds()).containsExactly("LayerStep", "BinaryStep", "BinaryStep");
        assertThat(linked.output(0).toArray(JAVA_FLOAT)).containsExactly(0, 0, 11, 44);
    }

    @Test
    void whatHasNoKernelIsNamedAndRunsAllTheSame() {
        OnnxBuilder graph =
                new OnnxBuilder(17).input("x", 4).node("Tanh", "x", "t").node("Floor", "t", "y");
        LinkedPlan linked = linked(graph);
        linked.input(0).setAtIndex(JAVA_FLOAT, 2, -0.5f);

        linked.run();

        assertThat(linked.plain()).containsExactly("FLOOR");
        assertThat(linked.output(0).toArray(JAVA_FLOAT)).containsExactly(0, 0, -1, 0);
    }

    @Test
    void oneInputFollowsAnotherOnABorderOf64Bytes() {
        OnnxBuilder graph = new OnnxBuilder(17).input("x", 5).input("z", 5).node("Add", "x z", "y");
        LinkedPlan linked = linked(graph);

        assertThat(linked.input(0).address() % 64).isZero();
        assertThat(linked.input(1).address() - linked.input(0).address()).isEqualTo(64);
    }
}
