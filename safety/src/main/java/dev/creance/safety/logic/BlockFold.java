package dev.creance.safety.logic;

import dev.creance.runtime.HotPath;

/**
 * Folds of the last so many samples, brought up to date by each new one with four steps of the fold, whatever the samples are and
 * however many they are.
 *
 * <p>For a width w samples go into blocks of h = ⌊w/2⌋. What is looked at is the end of the block before last, the whole last block,
 * and the beginning of the present one:
 *
 * <pre>
 *   | · · x x x | x x x x x | x x |        w = 10, h = 5, two samples into the block
 *     ends        whole       beginning
 * </pre>
 *
 * The fold of the beginning grows by each sample; that of the whole block was its last. Folds of a block's ends need the block's
 * last sample first: they are made backwards, one a tick, while the block is the middle one, and are complete in time. A sample
 * takes the place of an end that is no longer needed, so there is room for 2h samples and two folds. Unlike the wedge of a sliding
 * minimum, which can pop a whole window in one tick, there is no worst case; and any associative fold will do.
 *
 * <p>Layout from a base: 2h samples or folds of ends, then the fold of the whole block, then that of the beginning.
 */
@HotPath
final class BlockFold {
    private BlockFold() {}

    /** Samples in a block. */
    static int block(int width) {
        return width >> 1;
    }

    /** How many numbers one of these keeps; for widths from 2 on. */
    static int doubles(int width) {
        return 2 * block(width) + 2;
    }

    /**
     * The least of the last samples.
     *
     * @param at how many samples of the present block have been taken before
     * @param odd whether the present block has an odd number
     */
    static double least(double[] memory, int base, int width, int at, boolean odd, double sample) {
        int h = block(width);
        int ends = base + (odd ? h : 0);
        int middle = base + (odd ? 0 : h);
        int whole = base + 2 * h;
        int beginning = whole + 1;
        double begun = at == 0 ? sample : min(memory[beginning], sample);
        memory[beginning] = begun;
        double least = min(memory[whole], begun);
        int oldest = at + 1 - (width & 1);
        if (oldest < h) {
            least = min(memory[ends + oldest], least);
        }
        memory[ends + at] = sample;
        int next = h - 2 - at;
        if (next >= 0) {
            memory[middle + next] = min(memory[middle + next], memory[middle + next + 1]);
        }
        if (at == h - 1) {
            memory[whole] = begun;
        }
        return least;
    }

    /**
     * For samples (hold, goal) the greatest, over them, of min(goal, least hold of those on the way to it). The way is that from
     * the oldest sample, without the goal's own ({@code forward}: until), or that to the newest, likewise (since).
     *
     * @param base of the goals; that of the holds follows after {@link #doubles}
     */
    static double course(
            double[] memory, int base, int width, int at, boolean odd, double hold, double goal, boolean forward) {
        int h = block(width);
        int ends = base + (odd ? h : 0);
        int middle = base + (odd ? 0 : h);
        int whole = base + 2 * h;
        int beginning = whole + 1;
        int p = doubles(width); // from a goal to its hold
        double begun = goal;
        double begunHold = hold;
        if (at > 0) {
            begun = join(forward, memory[beginning + p], memory[beginning], hold, goal);
            begunHold = min(memory[beginning + p], hold);
        }
        memory[beginning] = begun;
        memory[beginning + p] = begunHold;
        double course = join(forward, memory[whole + p], memory[whole], begunHold, begun);
        double courseHold = min(memory[whole + p], begunHold);
        int oldest = at + 1 - (width & 1);
        if (oldest < h) {
            course = join(forward, memory[ends + oldest + p], memory[ends + oldest], courseHold, course);
        }
        memory[ends + at] = goal;
        memory[ends + at + p] = hold;
        int i = middle + h - 2 - at;
        if (i >= middle) {
            memory[i] = join(forward, memory[i + p], memory[i], memory[i + 1 + p], memory[i + 1]);
            memory[i + p] = min(memory[i + p], memory[i + 1 + p]);
        }
        if (at == h - 1) {
            memory[whole] = begun;
            memory[whole + p] = begunHold;
        }
        return course;
    }

    /** The fold of an older part and a newer one, each given by its least hold and its fold. */
    private static double join(boolean forward, double olderHold, double older, double newerHold, double newer) {
        return forward ? max(older, min(olderHold, newer)) : max(newer, min(older, newerHold));
    }

    // No NaN comes here, and so no need for what Math.min does about it.
    static double min(double a, double b) {
        return a < b ? a : b;
    }

    static double max(double a, double b) {
        return a > b ? a : b;
    }
}
