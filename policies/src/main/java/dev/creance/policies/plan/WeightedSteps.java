package dev.creance.policies.plan;

import dev.creance.policies.graph.Convolution;
import dev.creance.policies.graph.Gru;
import dev.creance.policies.graph.LayerNormalization;
import dev.creance.policies.graph.Lstm;
import dev.creance.policies.graph.Plan;
import dev.creance.policies.graph.Product;
import dev.creance.policies.kernels.Binary;
import dev.creance.policies.kernels.GruCell;
import dev.creance.policies.kernels.LstmCell;
import dev.creance.policies.kernels.MatMul;
import dev.creance.policies.kernels.PackedMatrix;
import dev.creance.policies.kernels.Rows;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Steps with weights, which kernels want packed; those whose weights are computed have a kernel for products alone. */
final class WeightedSteps {
    private final Plan plan;
    private final Places places;
    private final Arena arena;

    /** Steps of one sequence share their cell. */
    private final Map<List<Integer>, GruCell> gruCells = new HashMap<>();

    private final Map<List<Integer>, LstmCell> lstmCells = new HashMap<>();

    WeightedSteps(Plan plan, Places places, Arena arena) {
        this.plan = plan;
        this.places = places;
        this.arena = arena;
    }

    private boolean areConstant(int... addresses) {
        return Arrays.stream(addresses)
                .allMatch(at -> at < 0 || places.tensor(at).constant());
    }

    private float[] values(int at, int count) {
        return Arrays.copyOfRange(plan.image(), at, at + count);
    }

    /** @param before where to put what must be computed first */
    Optional<Step> product(Product of, List<Step> before) {
        boolean oneMatrix = of.batches() == 1 || (of.bStep() == 0 && of.aStep() == of.rows() * of.inner());
        boolean oneBias = of.biasRowStep() == 0 || of.rows() == 1;
        if (oneMatrix && areConstant(of.b()) && (of.bias() < 0 || (oneBias && areConstant(of.bias())))) {
            PackedMatrix packed =
                    PackedMatrix.ofColumns(values(of.b(), of.inner() * of.columns()), bias(of), of.inner(), arena);
            return Optional.of(new LayerStep(packed, places.of(of.a()), places.of(of.y()), of.batches() * of.rows()));
        }
        if (of.columns() == 1 && of.batches() == 1 && areConstant(of.a()) && of.bias() < 0) {
            PackedMatrix packed =
                    PackedMatrix.ofRows(values(of.a(), of.rows() * of.inner()), new float[0], of.inner(), arena);
            return Optional.of(new LayerStep(packed, places.of(of.b()), places.of(of.y()), 1));
        }
        if (of.bias() < 0) {
            return Optional.of(tensors(of, places.of(of.y())));
        }
        if (of.batches() > 1 || of.biasColumnStep() == 0) {
            return Optional.empty();
        }
        int product = places.take(of.rows() * of.columns());
        before.add(tensors(of, product));
        Binary.Shape shape =
                new Binary.Shape(of.rows(), of.columns(), of.columns(), 1, of.biasRowStep(), of.biasColumnStep());
        return Optional.of(new BinaryStep(Binary.ADD, shape, product, places.of(of.bias()), places.of(of.y())));
    }

    private float[] bias(Product of) {
        float[] bias = new float[of.bias() < 0 ? 0 : of.columns()];
        for (int i = 0; i < bias.length; i++) {
            bias[i] = plan.image()[of.bias() + i * of.biasColumnStep()];
        }
        return bias;
    }

    private ProductStep tensors(Product of, int y) {
        MatMul shape = new MatMul(of.rows(), of.inner(), of.columns());
        return new ProductStep(shape, of.batches(), places.of(of.a()), of.aStep(), places.of(of.b()), of.bStep(), y);
    }

    Optional<Step> normalisation(LayerNormalization of) {
        if (!areConstant(of.scale(), of.bias())) {
            return Optional.empty();
        }
        float[] scale = Arrays.copyOf(values(of.scale(), of.size()), 2 * of.size());
        if (of.bias() >= 0) {
            System.arraycopy(plan.image(), of.bias(), scale, of.size(), of.size());
        }
        Rows rows = new Rows(of.rows(), of.size());
        return Optional.of(new NormalisationStep(
                rows, of.epsilon(), places.of(of.x()), places.constant(scale), places.of(of.y())));
    }

    Optional<Step> convolution(Convolution of) {
        boolean padded = of.height().pad() >= 0 && of.width().pad() >= 0;
        boolean empty = of.batches()
                        * of.inner()
                        * of.outer()
                        * of.height().out()
                        * of.width().out()
                == 0;
        if (!padded || empty || !areConstant(of.kernel(), of.bias())) {
            return Optional.empty();
        }
        int channels = of.groups() * of.outer();
        int count = channels * of.inner() * of.height().kernel() * of.width().kernel();
        float[] weights = Arrays.copyOf(values(of.kernel(), count), count + channels);
        if (of.bias() >= 0) {
            System.arraycopy(plan.image(), of.bias(), weights, count, channels);
        }
        var kernel = new dev.creance.policies.kernels.Convolution(
                of.groups() * of.inner(), channels, of.groups(), axis(of.height()), axis(of.width()));
        int inputSize = of.groups() * of.inner() * of.height().in() * of.width().in();
        return Optional.of(new ConvolutionStep(
                kernel,
                of.batches(),
                inputSize,
                places.of(of.x()),
                places.constant(weights),
                places.of(of.y()),
                places.take(kernel.scratch())));
    }

    /** As many zeros behind the last as the last window reaches over it. */
    private static dev.creance.policies.kernels.Convolution.Axis axis(Convolution.Axis of) {
        int reach = (of.out() - 1) * of.stride() + of.dilation() * (of.kernel() - 1) + 1;
        return new dev.creance.policies.kernels.Convolution.Axis(
                of.in(), of.kernel(), of.stride(), of.dilation(), of.pad(), Math.max(0, reach - of.pad() - of.in()));
    }

    Optional<Step> gru(Gru of) {
        if (!areConstant(of.w(), of.r(), of.wBias(), of.rBias()) || of.inputs() * of.hidden() == 0) {
            return Optional.empty();
        }
        int gates = 3 * of.hidden();
        int after = of.resetAfter() ? 1 : 0;
        GruCell cell = gruCells.computeIfAbsent(
                List.of(of.w(), of.r(), of.wBias(), of.rBias(), after),
                unused -> GruCell.of(
                        transposed(of.w(), of.inputs(), gates),
                        transposed(of.r(), of.hidden(), gates),
                        biases(of.wBias(), of.rBias(), gates),
                        of.resetAfter(),
                        arena));
        return Optional.of(
                new GruStep(cell, places.of(of.x()), places.of(of.h()), places.of(of.next()), places.of(of.scratch())));
    }

    Optional<Step> lstm(Lstm of) {
        if (!areConstant(of.w(), of.r(), of.wBias(), of.rBias()) || of.inputs() * of.hidden() == 0) {
            return Optional.empty();
        }
        int gates = 4 * of.hidden();
        LstmCell cell = lstmCells.computeIfAbsent(
                List.of(of.w(), of.r(), of.wBias(), of.rBias()),
                unused -> LstmCell.of(
                        transposed(of.w(), of.inputs(), gates),
                        transposed(of.r(), of.hidden(), gates),
                        biases(of.wBias(), of.rBias(), gates),
                        arena));
        return Optional.of(new LstmStep(
                cell,
                places.of(of.x()),
                places.of(of.h()),
                places.of(of.c()),
                places.take(2 * of.hidden()),
                places.of(of.scratch()),
                places.of(of.nextH()),
                places.of(of.nextC())));
    }

    private float[] biases(int ofInput, int ofState, int gates) {
        float[] both = Arrays.copyOf(values(ofInput, gates), 2 * gates);
        System.arraycopy(plan.image(), ofState, both, gates, gates);
        return both;
    }

    /** A matrix with its columns as rows. */
    private float[] transposed(int at, int rows, int columns) {
        float[] result = new float[rows * columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                result[column * rows + row] = plan.image()[at + row * columns + column];
            }
        }
        return result;
    }
}
