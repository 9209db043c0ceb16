package dev.creance.policies.lint;

import dev.creance.policies.graph.Choice;
import dev.creance.policies.graph.Convolution;
import dev.creance.policies.graph.Gru;
import dev.creance.policies.graph.LayerNormalization;
import dev.creance.policies.graph.Lookup;
import dev.creance.policies.graph.Lstm;
import dev.creance.policies.graph.Operation;
import dev.creance.policies.graph.Pairwise;
import dev.creance.policies.graph.Pick;
import dev.creance.policies.graph.Plan;
import dev.creance.policies.graph.Pointwise;
import dev.creance.policies.graph.Product;
import dev.creance.policies.graph.Reduction;
import dev.creance.policies.graph.Softmax;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far outputs can move, at most, for a change of all inputs by 1 in all (Euclidean norms): the product of the bounds of the
 * layers, sums over branches (Szegedy et al., Intriguing properties of neural networks, 2014, section 4.3). Infinite where an
 * operation has no bound that is known here: recurrent cells, products of two computed tensors. True bounds are often orders of
 * magnitude smaller.
 *
 * <p>What an operation writes is one tensor y = D z: D the diagonal of {@link #scale}, which waits to be multiplied into the next
 * matrix, and z with the bound {@link #bound}, the same in all its cells. Beside it {@link #each} bounds each value alone.
 */
final class LipschitzBound {
    /** @param each by value of the output */
    record Bound(String output, double whole, double[] each) {}

    private static final double UNKNOWN = Double.POSITIVE_INFINITY;

    private final float[] constants;
    private final double[] bound;
    private final double[] scale;
    private final double[] each;
    private final int[] tensor;
    private final int[] sigmoidOf;
    private int tensors;

    private LipschitzBound(Plan plan) {
        int size = plan.image().length;
        this.constants = plan.image();
        this.bound = new double[size];
        this.scale = new double[size];
        this.each = new double[size];
        this.tensor = new int[size];
        this.sigmoidOf = new int[size];
        Arrays.fill(sigmoidOf, -1);
        for (Plan.Port input : plan.inputs()) {
            write(input.at(), input.size(), 1);
        }
    }

    static List<Bound> of(Plan plan) {
        LipschitzBound bounds = new LipschitzBound(plan);
        plan.operations().forEach(bounds::through);
        return plan.outputs().stream().map(bounds::output).toList();
    }

    private Bound output(Plan.Port port) {
        double whole = gathered(range(port.at(), port.size()));
        return new Bound(port.name(), whole, Arrays.copyOfRange(each, port.at(), port.at() + port.size()));
    }

    private static int[] range(int at, int size) {
        int[] cells = new int[size];
        for (int i = 0; i < size; i++) {
            cells[i] = at + i;
        }
        return cells;
    }

    /** A new tensor, each of whose values is bounded by the bound of the whole. */
    private void write(int at, int size, double whole) {
        tensors++;
        for (int cell = at; cell < at + size; cell++) {
            bound[cell] = whole;
            scale[cell] = 1;
            each[cell] = whole;
            tensor[cell] = tensors;
        }
    }

    /** A tensor without values may lie at the memory's end. */
    private boolean varies(int cell) {
        return cell < tensor.length && tensor[cell] != 0;
    }

    /**
     * The bound of a tensor that takes its values from these cells, ‖y‖² = Σ ‖part of a tensor‖²: a cell that is taken m times
     * counts √m times.
     */
    private double gathered(int[] cells) {
        Map<Integer, Integer> times = new HashMap<>();
        Map<Integer, double[]> parts = new HashMap<>();
        for (int cell : cells) {
            if (varies(cell)) {
                double[] part = parts.computeIfAbsent(tensor[cell], id -> new double[2]);
                part[0] = Math.max(part[0], times(bound[cell], scale[cell]));
                part[1] = Math.max(part[1], times.merge(cell, 1, Integer::sum));
            }
        }
        double squares = 0;
        for (double[] part : parts.values()) {
            squares += part[0] * part[0] * part[1];
        }
        return Math.sqrt(squares);
    }

    private void through(Operation operation) {
        switch (operation) {
            case Pick pick -> pick(pick);
            case Pairwise pair -> pair(pair);
            case Pointwise function -> point(function);
            case Product product -> product(product);
            case Convolution convolution -> convolution(convolution);
            case Softmax softmax -> {
                int size = softmax.at().length;
                // 1-Lipschitz: Gao and Pavel, On the properties of the softmax function, 2017.
                write(softmax.y(), size, softmax.logarithm() ? UNKNOWN : gathered(range(softmax.x(), size)));
            }
            case LayerNormalization normalisation -> normalisation(normalisation);
            case Reduction reduction -> {
                int size = reduction.from().length / Math.max(1, reduction.count());
                write(reduction.y(), size, times(gathered(reduction.from()), LayerNorms.of(reduction)));
            }
            case Gru gru -> write(gru.next(), gru.hidden(), UNKNOWN);
            case Lstm lstm -> {
                write(lstm.nextH(), lstm.hidden(), UNKNOWN);
                write(lstm.nextC(), lstm.hidden(), UNKNOWN);
            }
            case Lookup lookup -> write(lookup.y(), lookup.outer() * lookup.count() * lookup.inner(), UNKNOWN);
            case Choice choice -> write(choice.y(), choice.c().length, UNKNOWN);
        }
    }

    private void pick(Pick pick) {
        double whole = gathered(pick.from());
        double[] values =
                Arrays.stream(pick.from()).mapToDouble(cell -> each[cell]).toArray();
        write(pick.y(), values.length, whole);
        System.arraycopy(values, 0, each, pick.y(), values.length);
    }

    private void pair(Pairwise pair) {
        int size = pair.a().length;
        int[] a = pair.a();
        int[] b = pair.b();
        boolean aVaries = Arrays.stream(a).anyMatch(this::varies);
        boolean bVaries = Arrays.stream(b).anyMatch(this::varies);
        switch (pair.function()) {
            case ADD, SUBTRACT, MINIMUM, MAXIMUM -> {
                double[] sums = new double[size];
                for (int i = 0; i < size; i++) {
                    sums[i] = each[a[i]] + each[b[i]];
                }
                boolean shift = aVaries != bVaries && inPlace(aVaries ? a : b);
                double[] kept = shift ? scales(aVaries ? a : b) : null;
                write(pair.y(), size, shift ? bound[aVaries ? a[0] : b[0]] : gathered(a) + gathered(b));
                keep(pair.y(), kept, sums);
            }
            case MULTIPLY, DIVIDE -> {
                boolean silu = isSiluOf(a, b) || isSiluOf(b, a);
                if (silu) {
                    // The steepest slope of x·σ(x), at x ≈ 2.3994, is 1.0998.
                    write(pair.y(), size, 1.0999 * Math.max(gathered(a), gathered(b)));
                } else if (bVaries && (aVaries || pair.function() == Pairwise.Function.DIVIDE)) {
                    write(pair.y(), size, UNKNOWN);
                } else {
                    factors(pair, aVaries ? a : b, aVaries ? b : a);
                }
            }
            default -> write(pair.y(), size, UNKNOWN);
        }
    }

    /** Whether these are cells of one tensor, each at most once. */
    private boolean inPlace(int[] cells) {
        return cells.length > 0
                && Arrays.stream(cells).allMatch(cell -> tensor[cell] == tensor[cells[0]])
                && Arrays.stream(cells).distinct().count() == cells.length;
    }

    private double[] scales(int[] cells) {
        return Arrays.stream(cells).mapToDouble(cell -> scale[cell]).toArray();
    }

    private void keep(int at, double[] scales, double[] values) {
        if (scales != null) {
            System.arraycopy(scales, 0, scale, at, scales.length);
        }
        System.arraycopy(values, 0, each, at, values.length);
    }

    private void factors(Pairwise pair, int[] cells, int[] constantCells) {
        double[] scales = new double[cells.length];
        double[] values = new double[cells.length];
        double greatest = 0;
        for (int i = 0; i < cells.length; i++) {
            double c = constants[constantCells[i]];
            double factor = Math.abs(pair.function() == Pairwise.Function.DIVIDE ? 1 / c : c);
            scales[i] = times(scale[cells[i]], factor);
            values[i] = times(each[cells[i]], factor);
            greatest = Math.max(greatest, factor);
        }
        boolean keeps = inPlace(cells);
        write(pair.y(), cells.length, keeps ? bound[cells[0]] : times(gathered(cells), greatest));
        keep(pair.y(), keeps ? scales : null, values);
    }

    private boolean isSiluOf(int[] x, int[] sigmoid) {
        for (int i = 0; i < x.length; i++) {
            if (sigmoidOf[sigmoid[i]] != x[i]) {
                return false;
            }
        }
        return true;
    }

    private void point(Pointwise function) {
        double slope = Slopes.steepest(function);
        double whole = times(gathered(range(function.x(), function.count())), slope);
        double[] values = new double[function.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = times(each[function.x() + i], slope);
        }
        write(function.y(), function.count(), whole);
        System.arraycopy(values, 0, each, function.y(), values.length);
        if (function.function() == Pointwise.Function.SIGMOID) {
            for (int i = 0; i < values.length; i++) {
                sigmoidOf[function.y() + i] = function.x() + i;
            }
        }
    }

    private void product(Product product) {
        int size = product.batches() * product.rows() * product.columns();
        int inner = product.inner();
        int columns = product.columns();
        int matrices = product.bStep() == 0 ? 1 : product.batches();
        boolean constantMatrix = !varies(product.b()) && (product.bias() < 0 || !varies(product.bias()));
        if (size == 0 || inner == 0 || !constantMatrix) {
            write(product.y(), size, constantMatrix ? 0 : UNKNOWN);
            return;
        }
        boolean single = product.batches() == 1 && product.rows() == 1;
        int[] from = range(product.a(), product.aStep() == 0 ? product.rows() * inner : size / columns * inner);
        // A single row of one tensor takes the scales that wait for it into the matrix.
        boolean scaled = single && inPlace(from);
        double before = scaled
                ? bound[product.a()]
                : gathered(from) * (product.aStep() == 0 ? Math.sqrt(product.batches()) : 1);
        double greatest = 0;
        double[] norms = new double[columns];
        for (int m = 0; m < matrices; m++) {
            double[] matrix = new double[inner * columns];
            for (int i = 0; i < matrix.length; i++) {
                double weight = constants[product.b() + m * product.bStep() + i];
                matrix[i] = scaled ? weight * scale[product.a() + i / columns] : weight;
                norms[i % columns] += matrix[i] * matrix[i];
            }
            greatest = Math.max(greatest, SpectralNorm.upperBound(matrix, inner, columns));
        }
        write(product.y(), size, times(before, greatest));
        for (int column = 0; single && column < columns; column++) {
            each[product.y() + column] = times(before, Math.min(greatest, Math.sqrt(norms[column])));
        }
    }

    private void convolution(Convolution convolution) {
        int channels = convolution.groups() * convolution.inner();
        int area = convolution.height().in() * convolution.width().in();
        int cells = convolution.height().out() * convolution.width().out();
        int size = convolution.batches() * convolution.groups() * convolution.outer() * cells;
        boolean constant = !varies(convolution.kernel()) && (convolution.bias() < 0 || !varies(convolution.bias()));
        double before = gathered(range(convolution.x(), convolution.batches() * channels * area));
        double norm = constant ? LayerNorms.of(convolution, constants) : UNKNOWN;
        write(convolution.y(), size, times(before, norm));
    }

    private void normalisation(LayerNormalization normalisation) {
        int count = normalisation.rows() * normalisation.size();
        double before = gathered(range(normalisation.x(), count));
        boolean constant = !varies(normalisation.scale());
        double norm = constant ? LayerNorms.of(normalisation, constants) : UNKNOWN;
        write(normalisation.y(), count, times(before, norm));
    }

    /** 0 · ∞ is 0: what is not there does not move. */
    private static double times(double a, double b) {
        return a == 0 || b == 0 ? 0 : a * b;
    }
}
