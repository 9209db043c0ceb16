package dev.creance.safety;

import dev.creance.runtime.HotPath;
import java.util.Arrays;

/** What must hold for a frame of one class of machine, beyond that its values are new, valid, finite and in range. */
public interface FrameRules {
    /** So many channels, from the first, must be there; the others may be missing. */
    int required();

    /** Whether the values of one frame can be true together. */
    @HotPath
    boolean isConsistent(double[] values);

    /** Whether one frame can follow another: what moves faster than the machine could is not the machine. */
    @HotPath
    boolean follows(double[] before, double[] after, double sinceS);

    /** Whether sensors that are never still while the machine moves have not changed between two frames, bit by bit. */
    @HotPath
    boolean repeats(double[] before, double[] after);

    /** What sensors show of a machine that stands, ready for a run; NaN for what may be anything then. */
    default void rest(double[] valuesOut) {
        Arrays.fill(valuesOut, Double.NaN);
    }
}
