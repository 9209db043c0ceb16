package dev.creance.sim.batch;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/** What the numbers of a batch are. */
public enum Precision {
    FLOAT(Float.BYTES, FloatVector.SPECIES_PREFERRED.length()),
    DOUBLE(Double.BYTES, DoubleVector.SPECIES_PREFERRED.length());

    final int bytes;
    final int lanes;

    Precision(int bytes, int lanes) {
        this.bytes = bytes;
        this.lanes = lanes;
    }
}
