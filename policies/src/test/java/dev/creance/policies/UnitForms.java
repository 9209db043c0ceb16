package dev.creance.policies;

import static dev.creance.policies.OperatorForms.count;
import static dev.creance.policies.OperatorForms.form;
import static dev.creance.policies.OperatorForms.waves;

import dev.creance.policies.OperatorForms.Form;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Recurrent units, convolutions, tables and choices. */
final class UnitForms {
    private UnitForms() {}

    static Stream<Form> all() {
        return Stream.of(
                form("GRU with the reset after the product", 17, unit("GRU", 3, true, "linear_before_reset", 1)),
                form("GRU with the reset before the product", 17, unit("GRU", 3, true)),
                form("GRU without biases", 17, unit("GRU", 3, false)),
                form("LSTM", 17, unit("LSTM", 4, true)),
                form("LSTM without biases", 17, unit("LSTM", 4, false)),
                form(
                        "Conv of one axis",
                        17,
                        b -> b.input("x", 2, 3, 11)
                                .floats("w", new long[] {4, 3, 3}, waves(36))
                                .floats("b", new long[] {4}, count(4))
                                .node("Conv", "x w b", "y", "strides", new long[] {2}, "pads", new long[] {1, 2})),
                form(
                        "Conv of two axes in groups",
                        17,
                        b -> b.input("x", 1, 4, 7, 6)
                                .floats("w", new long[] {6, 2, 3, 2}, waves(72))
                                .node(
                                        "Conv",
                                        "x w",
                                        "y",
                                        "group",
                                        2,
                                        "dilations",
                                        new long[] {2, 1},
                                        "pads",
                                        new long[] {1, 0, 2, 1})),
                form(
                        "Conv padded to the same size",
                        17,
                        b -> b.input("x", 1, 1, 6, 5)
                                .floats("w", new long[] {2, 1, 4, 3}, waves(24))
                                .node("Conv", "x w", "y", "auto_pad", "SAME_UPPER", "strides", new long[] {2, 2})),
                form(
                        "Conv padded to the same size from below",
                        17,
                        b -> b.input("x", 1, 1, 5)
                                .floats("w", new long[] {2, 1, 4}, waves(8))
                                .node("Conv", "x w", "y", "auto_pad", "SAME_LOWER")),
                form(
                        "a table led through by a time step",
                        17,
                        b -> b.input("x", 1, 1)
                                .floats("t", new long[] {5, 3}, waves(15))
                                .floats("lo", new long[0], -5)
                                .floats("hi", new long[0], 4)
                                .node("Clip", "x lo hi", "c")
                                .node("Cast", "c", "i", "to", 7)
                                .node("Gather", "t i", "y")),
                form(
                        "GatherND",
                        17,
                        b -> b.input("x", 2, 3, 4)
                                .integers("i", 1, 2, 0, 1)
                                .integers("s", 2, 2)
                                .node("Reshape", "i s", "t")
                                .node("GatherND", "x t", "y")),
                form(
                        "what is chosen",
                        17,
                        b -> b.input("x", 2, 3)
                                .input("z", 3)
                                .node("Greater", "x z", "c")
                                .node("LessOrEqual", "x z", "d")
                                .node("Not", "d", "e")
                                .node("And", "c e", "f")
                                .node("Where", "f x z", "y")));
    }

    private static UnaryOperator<OnnxBuilder> unit(String operator, int gates, boolean biased, Object... attributes) {
        int hidden = 3;
        return b -> {
            b.input("x", 4, 2, 5)
                    .input("h", 1, 2, hidden)
                    .input("c", 1, 2, hidden)
                    .floats("w", new long[] {1, gates * hidden, 5}, waves(gates * hidden * 5))
                    .floats("r", new long[] {1, gates * hidden, hidden}, waves(gates * hidden * hidden))
                    .floats("bias", new long[] {1, 2L * gates * hidden}, waves(2 * gates * hidden));
            String inputs = "x w r " + (biased ? "bias" : "_") + " _ h" + (gates == 4 ? " c" : "");
            Object[] all = Stream.concat(Stream.of("hidden_size", hidden), Stream.of(attributes))
                    .toArray();
            return b.node(operator, inputs, "all last" + (gates == 4 ? " cell" : ""), all)
                    .node("Concat", gates == 4 ? "last cell" : "last h", "l", "axis", 2)
                    .node("Flatten", "all", "f", "axis", 0)
                    .node("Flatten", "l", "g", "axis", 0)
                    .node("Concat", gates == 4 ? "f g" : "f g g", "fg", "axis", 1)
                    .node("Flatten", "c", "d", "axis", 0)
                    .node("Concat", "fg d", "y", "axis", 1);
        };
    }
}
