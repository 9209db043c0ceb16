package dev.creance.policies.kernels;

import dev.creance.runtime.HotPath;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Copies a box of up to four axes between two layouts: slices, transposes, concatenations, paddings, gathers of rows. Nothing is
 * computed, so it needs no twin.
 */
public final class Copy {
    private static final int AXES = 4;

    private final int[] sizes;
    private final int[] fromSteps;
    private final int[] toSteps;

    private Copy(int[] sizes, int[] fromSteps, int[] toSteps) {
        this.sizes = sizes;
        this.fromSteps = fromSteps;
        this.toSteps = toSteps;
    }

    /**
     * Of a box.
     *
     * @param sizes of each axis, four at most
     * @param fromSteps floats from one element to the next along each axis of the source; 0 repeats, below 0 reverses
     * @param toSteps the same of the target
     */
    public static Copy of(int[] sizes, int[] fromSteps, int[] toSteps) {
        if (sizes.length > AXES || fromSteps.length != sizes.length || toSteps.length != sizes.length) {
            throw new IllegalArgumentException(
                    "sizes " + Arrays.toString(sizes) + " with steps " + Arrays.toString(fromSteps) + " and "
                            + Arrays.toString(toSteps) + " are no box of up to four axes");
        }
        int[] padded = padded(sizes);
        Arrays.fill(padded, 0, AXES - sizes.length, 1);
        return new Copy(padded, padded(fromSteps), padded(toSteps));
    }

    private static int[] padded(int[] axes) {
        int[] padded = new int[AXES];
        System.arraycopy(axes, 0, padded, AXES - axes.length, axes.length);
        return padded;
    }

    /** From x to y, which do not overlap. */
    @HotPath
    public void apply(MemorySegment memory, int x, int y) {
        for (int i = 0; i < sizes[0]; i++) {
            for (int j = 0; j < sizes[1]; j++) {
                for (int k = 0; k < sizes[2]; k++) {
                    int from = x + i * fromSteps[0] + j * fromSteps[1] + k * fromSteps[2];
                    int to = y + i * toSteps[0] + j * toSteps[1] + k * toSteps[2];
                    line(memory, from, to);
                }
            }
        }
    }

    private void line(MemorySegment memory, int from, int to) {
        if (fromSteps[3] == 1 && toSteps[3] == 1) {
            MemorySegment.copy(memory, 4L * from, memory, 4L * to, 4L * sizes[3]);
            return;
        }
        for (int i = 0; i < sizes[3]; i++) {
            Cells.set(memory, to + i * toSteps[3], Cells.get(memory, from + i * fromSteps[3]));
        }
    }
}
