package dev.creance.sim.batch;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** The widest vectors of doubles, as rows of an array. */
final class Doubles {
    static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;

    /** Numbers in a row. */
    static final int ROW = LANES.length();

    /** Where the first row stands: a line of the cache begins behind the array's header of 16 bytes and so many numbers. */
    static final int FIRST = 6;

    /** Collectors give a larger array pages of its own, at whose beginning it stays: smaller ones lie, and move, anywhere. */
    private static final int OWN_PAGES = 4 * 1024 * 1024 / Double.BYTES;

    private Doubles() {}

    /** Zeros, for rows from {@link #FIRST} on, none of which lies in two lines of the cache: those cost a third of the speed. */
    static double[] lines(int numbers) {
        return new double[Math.max(FIRST + numbers, OWN_PAGES)];
    }
}
