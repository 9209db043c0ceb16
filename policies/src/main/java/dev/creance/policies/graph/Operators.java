package dev.creance.policies.graph;

import dev.creance.policies.graph.OnnxModel.Node;

/** Which operators of the default domain can be planned, and by whom. */
final class Operators {
    private Operators() {}

    static void plan(Planner planner, Node node) {
        if (!node.domain().isEmpty() && !node.domain().equals("ai.onnx")) {
            throw new Unsupported("of domain " + node.domain());
        }
        switch (node.operator()) {
            case "Gemm", "MatMul" -> ProductOperators.plan(planner, node);
            case "Constant", "Identity", "Dropout", "Cast", "Shape", "Reshape", "Flatten", "Squeeze", "Unsqueeze" ->
                ShapeOperators.plan(planner, node);
            case "Transpose", "Slice", "Split", "Concat", "Gather", "GatherND", "Expand" ->
                MovingOperators.plan(planner, node);
            case "ReduceSum",
                    "ReduceMean",
                    "ReduceMax",
                    "ReduceMin",
                    "ReduceProd",
                    "ReduceSumSquare",
                    "ReduceL1",
                    "ReduceL2",
                    "ReduceLogSumExp",
                    "ArgMax",
                    "ArgMin",
                    "Softmax",
                    "LogSoftmax",
                    "LayerNormalization" -> ReducingOperators.plan(planner, node);
            case "Conv" -> ConvolutionOperators.plan(planner, node);
            case "GRU", "LSTM" -> RecurrentOperators.plan(planner, node);
            default -> ElementOperators.plan(planner, node);
        }
    }
}
