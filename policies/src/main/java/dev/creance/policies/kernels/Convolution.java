package dev.creance.policies.kernels;

import dev.creance.runtime.HotPath;
import java.lang.foreign.MemorySegment;

/**
 * ONNX's Conv over one or two axes, [channels][height][width], height 1 for one axis: the windows are laid out as columns, zeros
 * where they reach beyond the edge, and {@link MatMul} does the rest, with the bias as its start values; its bound holds.
 */
public final class Convolution {
    /**
     * One axis; outputs = (size + both pads − dilation·(kernel − 1) − 1)/stride + 1.
     *
     * @param padBefore zeros before the first
     * @param padAfter zeros behind the last
     */
    public record Axis(int size, int kernel, int stride, int dilation, int padBefore, int padAfter) {
        /** Sizes and steps are at least 1, and one window fits. */
        public Axis {
            if (size < 1 || kernel < 1 || stride < 1 || dilation < 1 || padBefore < 0 || padAfter < 0) {
                throw new IllegalArgumentException("no axis of a convolution: size " + size + ", kernel " + kernel
                        + ", stride " + stride + ", dilation " + dilation + ", pads " + padBefore + " and " + padAfter);
            }
            if (size + padBefore + padAfter < dilation * (kernel - 1) + 1) {
                throw new IllegalArgumentException("a kernel of " + kernel + " does not fit into " + size);
            }
        }

        /** The missing second axis of a one-dimensional convolution. */
        public static Axis none() {
            return new Axis(1, 1, 1, 1, 0, 0);
        }

        public int outputs() {
            return (size + padBefore + padAfter - dilation * (kernel - 1) - 1) / stride + 1;
        }
    }

    private final Axis height;
    private final Axis width;
    private final int channels;
    private final int groups;
    private final MatMul product;

    /**
     * Weights stand in memory as ONNX has them, [outputs][channels/groups][kernel height][kernel width].
     *
     * @param channels of the input
     * @param outputs channels of the output
     * @param groups divides both
     */
    public Convolution(int channels, int outputs, int groups, Axis height, Axis width) {
        if (groups < 1 || channels < 1 || outputs < 1 || channels % groups != 0 || outputs % groups != 0) {
            throw new IllegalArgumentException(groups + " groups of " + channels + " to " + outputs + " channels");
        }
        this.height = height;
        this.width = width;
        this.channels = channels;
        this.groups = groups;
        int inner = channels / groups * height.kernel() * width.kernel();
        this.product = new MatMul(outputs / groups, inner, height.outputs() * width.outputs());
    }

    /** Floats that it needs beside input and output. */
    public int scratch() {
        return product.inner() * product.columns();
    }

    /** Floats of the output, [outputs][height][width]. */
    public int outputSize() {
        return groups * product.rows() * product.columns();
    }

    /**
     * Of one input.
     *
     * @param weights index of the weights and, right behind them, of one bias for each output channel
     */
    @HotPath
    public void apply(MemorySegment memory, int x, int weights, int y, int scratch) {
        apply(memory, x, weights, y, scratch, Lanes.VECTOR);
    }

    /** The scalar twin. */
    public void applyScalar(MemorySegment memory, int x, int weights, int y, int scratch) {
        apply(memory, x, weights, y, scratch, false);
    }

    private void apply(MemorySegment memory, int x, int weights, int y, int scratch, boolean vector) {
        int bias = weights + groups * product.rows() * product.inner();
        int ofGroup = channels / groups * height.size() * width.size();
        for (int group = 0; group < groups; group++) {
            layOut(memory, x + group * ofGroup, scratch);
            int a = weights + group * product.rows() * product.inner();
            int to = y + group * product.rows() * product.columns();
            int start = bias + group * product.rows();
            if (vector) {
                VectorMatMul.apply(product, memory, a, scratch, to, start);
            } else {
                ScalarMatMul.apply(product, memory, a, scratch, to, start);
            }
        }
    }

    private void layOut(MemorySegment memory, int x, int scratch) {
        int to = scratch;
        for (int channel = 0; channel < channels / groups; channel++) {
            int plane = x + channel * height.size() * width.size();
            for (int i = 0; i < height.kernel(); i++) {
                for (int j = 0; j < width.kernel(); j++) {
                    to = layOutTap(memory, plane, i * height.dilation(), j * width.dilation(), to);
                }
            }
        }
    }

    /** What one weight meets at each place; returns where the next goes. */
    private int layOutTap(MemorySegment memory, int plane, int down, int across, int at) {
        int to = at;
        int columns = width.outputs();
        for (int row = 0; row < height.outputs(); row++) {
            int i = row * height.stride() - height.padBefore() + down;
            for (int column = 0; column < columns; column++) {
                int j = column * width.stride() - width.padBefore() + across;
                boolean inside = i >= 0 && i < height.size() && j >= 0 && j < width.size();
                Cells.set(memory, to + column, inside ? Cells.get(memory, plane + i * width.size() + j) : 0);
            }
            to += columns;
        }
        return to;
    }
}
