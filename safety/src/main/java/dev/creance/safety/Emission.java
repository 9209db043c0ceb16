package dev.creance.safety;

import dev.creance.runtime.HotPath;

/**
 * The last stages, 8 and 9: every command, whoever wants it, goes through projection and clamp against the last command that
 * was emitted. Only a cut goes past them.
 */
@HotPath
final class Emission {
    private final CommandProjection projection;
    private final CommandClamp clamp;
    private final double[] last = new double[Airframe.ROTORS];
    private final double[] next = new double[Airframe.ROTORS];
    private final double[] hover = new double[Airframe.ROTORS];

    Emission(Airframe airframe, CommandProjection projection) {
        this.projection = projection;
        this.clamp = new CommandClamp(projection);
        for (int i = 0; i < Airframe.ROTORS; i++) {
            last[i] = projection.least(i);
            hover[i] = airframe.hoverState(i);
        }
    }

    /**
     * Projects a wanted command against the last emitted one.
     *
     * @param out may be {@code wanted}
     * @return mask of the limits that changed it
     */
    long admit(double[] wanted, double[] out) {
        return projection.project(wanted, last, out);
    }

    /** What is left where the backup itself has failed: towards hovering throttle in the air, towards the least on the ground. */
    void lastResort(boolean airborne, double[] out) {
        for (int i = 0; i < Airframe.ROTORS; i++) {
            out[i] = airborne ? hover[i] : projection.least(i);
        }
        clamp.force(out, last);
    }

    /** Takes a wanted command; false where it does not come out admissible, and then nothing is taken. */
    boolean take(double[] wanted) {
        projection.project(wanted, last, next);
        return clamp.admits(next, last);
    }

    /** Takes a command without trusting it. */
    void force(double[] wanted) {
        System.arraycopy(wanted, 0, next, 0, next.length);
        clamp.force(next, last);
    }

    /** Takes the least throttles at once, past the slew limit. */
    void cut() {
        for (int i = 0; i < Airframe.ROTORS; i++) {
            next[i] = projection.least(i);
        }
    }

    boolean admits(double[] command) {
        return clamp.admits(command, last);
    }

    /** Makes it the emitted one. */
    void commit(double[] commandOut) {
        System.arraycopy(next, 0, last, 0, last.length);
        System.arraycopy(next, 0, commandOut, 0, last.length);
    }
}
