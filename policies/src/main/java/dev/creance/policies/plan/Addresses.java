package dev.creance.policies.plan;

import dev.creance.policies.graph.Choice;
import dev.creance.policies.graph.Convolution;
import dev.creance.policies.graph.Gru;
import dev.creance.policies.graph.LayerNormalization;
import dev.creance.policies.graph.Lookup;
import dev.creance.policies.graph.Lstm;
import dev.creance.policies.graph.Operation;
import dev.creance.policies.graph.Pairwise;
import dev.creance.policies.graph.Pick;
import dev.creance.policies.graph.Pointwise;
import dev.creance.policies.graph.Product;
import dev.creance.policies.graph.Reduction;
import dev.creance.policies.graph.Softmax;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Which of a plan's values an operation takes and makes; of a run of values the first stands for all. */
final class Addresses {
    private Addresses() {}

    /** An address in each tensor that it takes something of. */
    static IntStream taken(Operation operation) {
        return switch (operation) {
            case Product each -> IntStream.of(each.a(), each.b(), each.bias());
            case Pointwise each -> IntStream.of(each.x());
            case Pairwise each -> IntStream.concat(IntStream.of(each.a()), IntStream.of(each.b()));
            case Choice each ->
                IntStream.concat(
                        IntStream.of(each.c()), IntStream.concat(IntStream.of(each.a()), IntStream.of(each.b())));
            case Pick each -> Arrays.stream(each.from());
            case Lookup each -> IntStream.of(each.x(), each.indices());
            case Reduction each -> Arrays.stream(each.from());
            case Softmax each -> IntStream.of(each.x());
            case LayerNormalization each -> IntStream.of(each.x(), each.scale(), each.bias());
            case Convolution each -> IntStream.of(each.x(), each.kernel(), each.bias());
            case Gru each -> IntStream.of(each.x(), each.h(), each.w(), each.r(), each.wBias(), each.rBias());
            case Lstm each ->
                IntStream.of(each.x(), each.h(), each.c(), each.w(), each.r(), each.wBias(), each.rBias());
        };
    }

    /** The first of what it makes; a cell of gated units makes its other result, and its scratch, elsewhere. */
    static IntStream made(Operation operation) {
        return switch (operation) {
            case Product each -> IntStream.of(each.y());
            case Pointwise each -> IntStream.of(each.y());
            case Pairwise each -> IntStream.of(each.y());
            case Choice each -> IntStream.of(each.y());
            case Pick each -> IntStream.of(each.y());
            case Lookup each -> IntStream.of(each.y());
            case Reduction each -> IntStream.of(each.y());
            case Softmax each -> IntStream.of(each.y());
            case LayerNormalization each -> IntStream.of(each.y());
            case Convolution each -> IntStream.of(each.y());
            case Gru each -> IntStream.of(each.next());
            case Lstm each -> IntStream.of(each.nextH(), each.nextC());
        };
    }
}
