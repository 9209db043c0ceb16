package dev.creance.policies.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.runtime.property.Choices;
import dev.creance.runtime.property.Property;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ConvolutionTest {
    @Test
    void bothTwinsAgreeBitForBitAndWithTheDefinition() {
        Property.check(200, choices -> {
            int groups = choices.integer(1, 3);
            int channels = groups * choices.integer(1, 3);
            int outputs = groups * choices.integer(1, 6);
            Convolution.Axis height = choices.bool() ? Convolution.Axis.none() : axis(choices);
            Convolution.Axis width = axis(choices);
            Convolution convolution = new Convolution(channels, outputs, groups, height, width);
            Floats memory = Floats.room(60_000);
            int x = memory.put(Floats.drawn(choices, channels * height.size() * width.size(), 1));
            int weightCount = outputs * (channels / groups) * height.kernel() * width.kernel();
            int weights = memory.put(Floats.drawn(choices, weightCount + outputs, 1));
            int y = memory.take(convolution.outputSize());
            int scratch = memory.take(convolution.scratch());
            Floats twin = memory.copy();

            convolution.apply(memory.memory(), x, weights, y, scratch);
            convolution.applyScalar(twin.memory(), x, weights, y, scratch);

            memory.sameAs(twin);
            int at = y;
            for (int output = 0; output < outputs; output++) {
                for (int i = 0; i < height.outputs(); i++) {
                    for (int j = 0; j < width.outputs(); j++) {
                        double exact = memory.get(weights + weightCount + output);
                        for (int c = 0; c < channels / groups; c++) {
                            int channel = output / (outputs / groups) * (channels / groups) + c;
                            for (int k = 0; k < height.kernel(); k++) {
                                for (int l = 0; l < width.kernel(); l++) {
                                    int row = i * height.stride() - height.padBefore() + k * height.dilation();
                                    int column = j * width.stride() - width.padBefore() + l * width.dilation();
                                    if (row >= 0 && row < height.size() && column >= 0 && column < width.size()) {
                                        int weight = ((output * (channels / groups) + c) * height.kernel() + k)
                                                        * width.kernel()
                                                + l;
                                        exact += (double) memory.get(weights + weight)
                                                * memory.get(
                                                        x + (channel * height.size() + row) * width.size() + column);
                                    }
                                }
                            }
                        }
                        assertThat((double) memory.get(at++)).isCloseTo(exact, Offset.offset(2e-5));
                    }
                }
            }
        });
    }

    private static Convolution.Axis axis(Choices choices) {
        int kernel = choices.integer(1, 4);
        int dilation = choices.integer(1, 2);
        int size = dilation * (kernel - 1) + choices.integer(1, 20);
        return new Convolution.Axis(
                size, kernel, choices.integer(1, 3), dilation, choices.integer(0, 2), choices.integer(0, 2));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> new Convolution.Axis(3, 4, 1, 1, 0, 0))
                .hasMessage("a kernel of 4 does not fit into 3");
        assertThatThrownBy(
                        () -> new Convolution(3, 4, 2, Convolution.Axis.none(), new Convolution.Axis(9, 3, 1, 1, 0, 0)))
                .hasMessage("2 groups of 3 to 4 channels");
    }

    @Test
    void aCopySlicesTransposesRepeatsAndReverses() {
        Floats memory = Floats.room(60);
        int x = memory.put(1, 2, 3, 4, 5, 6);
        int y = memory.take(6);

        Copy.of(new int[] {3, 2}, new int[] {1, 3}, new int[] {2, 1}).apply(memory.memory(), x, y);
        assertThat(memory.get(y, 6)).containsExactly(1, 4, 2, 5, 3, 6);

        Copy.of(new int[] {2, 3}, new int[] {0, -1}, new int[] {3, 1}).apply(memory.memory(), x + 2, y);
        assertThat(memory.get(y, 6)).containsExactly(3, 2, 1, 3, 2, 1);

        Copy.of(new int[] {2, 2}, new int[] {3, 1}, new int[] {3, 1}).apply(memory.memory(), x + 1, y);
        assertThat(memory.get(y, 6)).containsExactly(2, 3, 1, 5, 6, 1);
        assertThatThrownBy(() -> Copy.of(new int[5], new int[5], new int[5]))
                .hasMessageContaining("no box of up to four axes");
    }
}
