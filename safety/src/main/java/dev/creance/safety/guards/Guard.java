package dev.creance.safety.guards;

import dev.creance.runtime.Cause;
import dev.creance.runtime.Channel;
import dev.creance.runtime.HotPath;

/**
 * One learned guard. The shield calls it in this order in each tick in which a policy may fly; it may throw anywhere, and then the
 * backup flies.
 */
public interface Guard extends AutoCloseable {
    /** What it reports of itself: by how much it holds; the policy loses command below zero, or where it is NaN. */
    Channel margin();

    /** Why the policy loses command. */
    Cause cause();

    /** How it was set, for people. */
    Setup setup();

    /** Takes what there is to see, whether or not there is a proposal. */
    @HotPath
    void observe(Sight sight);

    /** Judges a finite proposal, SI units. */
    @HotPath
    Finding judge(Sight sight, double[] proposal);

    /** By how much the newest judgement held; NaN where there is none. */
    @HotPath
    double room();

    /** Writes what is to fly where it says {@link Finding#RECOVER}: finite. */
    @HotPath
    default void recover(double[] out) {
        throw new IllegalStateException("this guard recovers nothing");
    }

    /** Tells what was executed, last in each of these ticks. */
    @HotPath
    void acted(double[] executed);

    @Override
    default void close() {
        // most hold nothing
    }
}
