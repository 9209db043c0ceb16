package dev.creance.sim.batch;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** The widest vectors of doubles, as rows of an array. */
final class Doubles {
    static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;

    /** Numbers in a row. */
    static final int ROW = LANES.length();

    private Doubles() {}
}
