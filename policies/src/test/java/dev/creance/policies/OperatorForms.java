package dev.creance.policies;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Small networks, each of which shows one operator with one variant of shape, attribute or opset. */
public final class OperatorForms {
    private OperatorForms() {}

    /** One operator in one form: {@code x} and, where there are two, {@code z} go in, {@code y} comes out. */
    public record Form(String name, int opset, UnaryOperator<OnnxBuilder> graph) {
        public byte[] model() {
            return graph.apply(new OnnxBuilder(opset)).output("y").build();
        }
    }

    static Form form(String name, int opset, UnaryOperator<OnnxBuilder> graph) {
        return new Form(name, opset, graph);
    }

    /** Values that differ. */
    static float[] count(int values) {
        float[] numbers = new float[values];
        for (int i = 0; i < values; i++) {
            numbers[i] = 0.37f * (i + 1) - 1;
        }
        return numbers;
    }

    /** As many as wanted, of both signs, none far from 0. */
    static float[] waves(int values) {
        float[] numbers = new float[values];
        for (int i = 0; i < values; i++) {
            numbers[i] = (float) Math.sin(1.7 * i + 0.3);
        }
        return numbers;
    }

    /** Functions of one value and of two. */
    public static Stream<Form> ofElements() {
        return ElementForms.all();
    }

    /** Moves and shapes. */
    public static Stream<Form> ofMoves() {
        return MoveForms.all();
    }

    /** What adds up values, and recurrent units. */
    public static Stream<Form> ofSums() {
        return Stream.of(ProductForms.all(), ReductionForms.all(), UnitForms.all())
                .flatMap(forms -> forms);
    }

    public static Stream<Form> all() {
        return Stream.of(ofElements(), ofMoves(), ofSums()).flatMap(forms -> forms);
    }
}
