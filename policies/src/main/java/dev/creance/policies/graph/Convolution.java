package dev.creance.policies.graph;

import dev.creance.runtime.HotPath;

/**
 * A convolution of one or two axes (a single one is the second, of a height of 1); sums begin with the bias and go through
 * channels, then rows, then columns of the kernel.
 *
 * @param x first value of {@code [batches][groups · inner][in.height][in.width]}
 * @param kernel first value of {@code [groups · outer][inner][height][width]}
 * @param bias first of {@code groups · outer}; −1 where there is none
 * @param y first value of {@code [batches][groups · outer][out.height][out.width]}
 * @param inner channels of the input that belong to a group
 * @param outer channels of the output that belong to a group
 */
public record Convolution(
        int batches, int groups, int inner, int outer, Axis height, Axis width, int x, int kernel, int bias, int y)
        implements Operation {

    /** One axis: sizes, and where the kernel's cell {@code k} meets the input: {@code o·stride + k·dilation − pad}. */
    public record Axis(int in, int kernel, int out, int stride, int dilation, int pad) {}

    @Override
    @HotPath
    public void evaluate(float[] memory) {
        int channels = groups * outer;
        int area = height.out * width.out;
        for (int batch = 0; batch < batches; batch++) {
            for (int channel = 0; channel < channels; channel++) {
                int to = y + (batch * channels + channel) * area;
                int from = x + (batch * groups + channel / outer) * inner * height.in * width.in;
                for (int cell = 0; cell < area; cell++) {
                    memory[to + cell] = sum(memory, from, channel, cell / width.out, cell % width.out);
                }
            }
        }
    }

    private float sum(float[] memory, int from, int channel, int row, int column) {
        float sum = bias < 0 ? 0 : memory[bias + channel];
        int weight = kernel + channel * inner * height.kernel * width.kernel;
        for (int c = 0; c < inner; c++) {
            for (int i = 0; i < height.kernel; i++) {
                int inRow = row * height.stride + i * height.dilation - height.pad;
                for (int j = 0; j < width.kernel; j++, weight++) {
                    int inColumn = column * width.stride + j * width.dilation - width.pad;
                    if (inRow >= 0 && inRow < height.in && inColumn >= 0 && inColumn < width.in) {
                        sum += memory[weight] * memory[from + (c * height.in + inRow) * width.in + inColumn];
                    }
                }
            }
        }
        return sum;
    }
}
