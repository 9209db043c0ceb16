package dev.creance.bench.shield;

import java.util.List;

/** How near a state is to each limit: 0 in the middle of what is allowed, 1 at the limit. By the truth, beside the judge. */
interface Nearness {
    List<String> limits();

    /** @param state of {@link dev.creance.sim.SimulatedMachine#state} */
    void shares(double[] state, double[] out);
}
