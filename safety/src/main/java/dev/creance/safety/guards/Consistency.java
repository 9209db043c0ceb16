package dev.creance.safety.guards;

import dev.creance.runtime.HotPath;

/** Holds each new frame against what follows from one before. */
@HotPath
final class Consistency {
    /** A model says nothing any more after such a time without a frame. */
    private static final long LONGEST_NS = 100_000_000;

    private final TransitionModel model;
    private final long overNs;
    private final double[] errors;
    private boolean begun;
    private long beganNs;
    private long followedNs;
    private long nowNs;
    private double worst;

    /** @param overNs how long the model goes on by itself before it takes up a frame again; 0 for from one to the next */
    Consistency(TransitionModel model, long overNs) {
        this.model = model;
        this.overNs = overNs;
        errors = new double[model.size()];
    }

    /** Returns whether there is a new {@link #worst}. */
    boolean see(Sight sight) {
        nowNs = sight.nowNs;
        if (!sight.fresh) {
            return false;
        }
        boolean follows = begun && sight.sampledAtNs - followedNs <= LONGEST_NS;
        if (follows) {
            model.follow(sight.sensors.values, sight.sampledAtNs, sight.wayNs, errors);
            worst = 0;
            for (int i = 0; i < errors.length; i++) {
                worst = Math.max(worst, errors[i]); // NaN stays
            }
        }
        followedNs = sight.sampledAtNs;
        if (!follows || sight.sampledAtNs - beganNs >= overNs) {
            model.begin(sight.sensors.values, sight.sampledAtNs);
            beganNs = sight.sampledAtNs;
            begun = true;
        }
        return follows;
    }

    /** The greatest error over its bound; 0 before the first. */
    double worst() {
        return worst;
    }

    void acted(double[] executed) {
        model.sent(nowNs, executed);
    }
}
