package dev.creance.policies.plan;

import dev.creance.policies.OnnxBuilder;
import dev.creance.policies.OperatorForms;
import dev.creance.policies.graph.OnnxModel;
import dev.creance.policies.graph.Plan;
import dev.creance.runtime.Allocation;
import dev.creance.runtime.HotPathContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a linked plan runs, each kind of step in a network that has one. */
class PlanHotPathTest extends HotPathContract {
    private static final int CALLS = 20_000;

    private static final Map<String, String> FORM_BY_STEP = Map.ofEntries(
            Map.entry("LayerStep", "Gemm with a bias"),
            Map.entry("ProductStep", "MatMul of two batches"),
            Map.entry("ActivationStep", "Tanh of opset 17"),
            Map.entry("BinaryStep", "Add"),
            Map.entry("GatherStep", "Transpose"),
            Map.entry("ReductionStep", "ReduceSum of opset 11"),
            Map.entry("SoftmaxStep", "Softmax of opset 17"),
            Map.entry("NormalisationStep", "LayerNormalization"),
            Map.entry("ConvolutionStep", "Conv of one axis"),
            Map.entry("GruStep", "GRU with the reset after the product"),
            Map.entry("LstmStep", "LSTM"),
            Map.entry("PlainStep", "Floor of opset 17"));

    @Override
    protected Class<?> anyOfTheProduct() {
        return LinkedPlan.class;
    }

    @Override
    protected List<EntryPoint> entryPoints() {
        List<EntryPoint> points = new ArrayList<>();
        FORM_BY_STEP.forEach((step, name) -> points.add(point(
                step,
                OperatorForms.all()
                        .filter(form -> form.name().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .model())));
        points.add(point(
                "BlockStep",
                new OnnxBuilder(17)
                        .input("x", 1, 20)
                        .input("z", 1, 30)
                        .node("Concat", "x z", "y", "axis", 1)
                        .output("y")
                        .build()));
        return points;
    }

    private static EntryPoint point(String step, byte[] model) {
        LinkedPlan linked = LinkedPlan.of(Plan.of(OnnxModel.parse(model), Map.of()));
        if (!linked.kinds().contains(step)) {
            throw new AssertionError(step + " is none of " + linked.kinds());
        }
        Allocation.onceCompiled(CALLS, linked::run);
        return EntryPoint.of(step + ".run", linked::run);
    }
}
