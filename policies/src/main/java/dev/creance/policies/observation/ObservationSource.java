package dev.creance.policies.observation;

import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;

/** Where one term of an observation takes its values from, in SI units and before any processing. */
public interface ObservationSource {
    @HotPath
    void values(Frame sensors, Frame reference, double[] out);
}
