package dev.creance.policies.graph;

import dev.creance.policies.graph.OnnxModel.Node;
import dev.creance.policies.graph.Planner.Reals;
import java.util.Arrays;

/** Matrix products. */
final class ProductOperators {
    private ProductOperators() {}

    static void plan(Planner planner, Node node) {
        Reals y = node.operator().equals("Gemm") ? gemm(planner, node) : matMul(planner, node);
        planner.define(node.outputs().getFirst(), y);
    }

    /** {@code alpha·A·B + beta·C}; with factors of 1, as every exporter of layers writes it, one sum that begins with C. */
    private static Reals gemm(Planner planner, Node node) {
        Reals a = transposed(planner, planner.reals(node, 0), node.integer("transA", 0) != 0);
        Reals b = transposed(planner, planner.reals(node, 1), node.integer("transB", 0) != 0);
        float alpha = node.real("alpha", 1);
        float beta = node.real("beta", 1);
        boolean withBias = !node.input(2).isEmpty();
        if (withBias && alpha == 1 && beta == 1) {
            return product(planner, a, b, planner.reals(node, 2), 1, 0, 0);
        }
        Reals y = scaled(planner, product(planner, a, b, null, 1, 0, 0), alpha);
        return withBias
                ? ElementOperators.pairwise(
                        planner, Pairwise.Function.ADD, y, scaled(planner, planner.reals(node, 2), beta))
                : y;
    }

    private static Reals scaled(Planner planner, Reals x, float factor) {
        return factor == 1
                ? x
                : ElementOperators.pairwise(
                        planner, Pairwise.Function.MULTIPLY, x, planner.constant(new float[] {factor}));
    }

    private static Reals transposed(Planner planner, Reals matrix, boolean transpose) {
        requireMatrix(matrix);
        return transpose ? MovingOperators.transposed(planner, matrix, 1, 0) : matrix;
    }

    private static void requireMatrix(Reals value) {
        if (value.shape().length != 2) {
            throw new Unsupported("shape " + Arrays.toString(value.shape()) + " where a matrix belongs");
        }
    }

    /** As numpy.matmul: vectors become matrices for the moment; leading axes are batches. */
    private static Reals matMul(Planner planner, Node node) {
        Reals a = planner.reals(node, 0);
        Reals b = planner.reals(node, 1);
        int[] aShape = a.shape().length == 1 ? new int[] {1, a.shape()[0]} : a.shape();
        int[] bShape = b.shape().length == 1 ? new int[] {b.shape()[0], 1} : b.shape();
        int rows = aShape[aShape.length - 2];
        int inner = aShape[aShape.length - 1];
        int columns = bShape[bShape.length - 1];
        int[] batchShape = Shapes.broadcast(leading(aShape), leading(bShape));
        int batches = Shapes.size(batchShape);
        int aBatches = Shapes.size(leading(aShape));
        int bBatches = Shapes.size(leading(bShape));
        if ((aBatches != batches && aBatches != 1) || (bBatches != batches && bBatches != 1)) {
            throw new Unsupported("batches of " + Arrays.toString(aShape) + " and " + Arrays.toString(bShape));
        }
        Reals y;
        if (bBatches == 1) { // rows of all batches are rows of one product
            y = product(planner, a.as(aBatches * rows, inner), b.as(bShape[bShape.length - 2], columns), null, 1, 0, 0);
        } else {
            int aStep = aBatches == 1 ? 0 : rows * inner;
            int bStep = inner * columns;
            y = product(
                    planner, a.as(rows, inner), b.as(bShape[bShape.length - 2], columns), null, batches, aStep, bStep);
        }
        return y.as(resultShape(batchShape, a, b, rows, columns));
    }

    private static int[] leading(int[] shape) {
        return Arrays.copyOf(shape, shape.length - 2);
    }

    private static int[] resultShape(int[] batchShape, Reals a, Reals b, int rows, int columns) {
        int[] shape = Arrays.copyOf(batchShape, batchShape.length + 2);
        int rank = batchShape.length;
        if (a.shape().length > 1) {
            shape[rank++] = rows;
        }
        if (b.shape().length > 1) {
            shape[rank++] = columns;
        }
        return Arrays.copyOf(shape, rank);
    }

    /** @param bias null where there is none; else broadcast to the product */
    private static Reals product(Planner planner, Reals a, Reals b, Reals bias, int batches, int aStep, int bStep) {
        int rows = a.shape()[0];
        int inner = a.shape()[1];
        int columns = b.shape()[1];
        if (b.shape()[0] != inner) {
            throw new Unsupported("a product of " + Arrays.toString(a.shape()) + " and " + Arrays.toString(b.shape()));
        }
        int[] biasSteps = bias == null ? new int[2] : biasSteps(bias.shape(), rows, columns);
        int[] shape = {batches * rows, columns};
        Reals y = bias == null ? planner.result(shape, a, b) : planner.result(shape, a, b, bias);
        Product product = new Product(
                batches,
                rows,
                inner,
                columns,
                a.at(),
                aStep,
                b.at(),
                bStep,
                bias == null ? -1 : bias.at(),
                biasSteps[0],
                biasSteps[1],
                y.at());
        return planner.emit(product, y);
    }

    private static int[] biasSteps(int[] shape, int rows, int columns) {
        int[] both = Shapes.broadcast(shape, new int[] {rows, columns});
        if (both.length != 2 || both[0] != rows || both[1] != columns) {
            throw new Unsupported("a bias of shape " + Arrays.toString(shape) + " for " + rows + " × " + columns);
        }
        int biasRows = shape.length > 1 ? shape[shape.length - 2] : 1;
        int biasColumns = shape.length > 0 ? shape[shape.length - 1] : 1;
        return new int[] {biasRows == 1 ? 0 : biasColumns, biasColumns == 1 ? 0 : 1};
    }
}
