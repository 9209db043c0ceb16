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
    private final double[] last;
    private final double[] next;

    /** @param idle the command that counts as emitted before the first */
    Emission(CommandProjection projection, double[] idle) {
        this.projection = projection;
        this.clamp = new CommandClamp(projection);
        last = idle.clone();
        next = idle.clone();
    }

    /** The last emitted command; not to be modified. */
    double[] last() {
        return last;
    }

    /** Nothing acts on commands yet: the next one may be anything inside the box. */
    void startFrom(double[] idle) {
        clamp.box(idle, last, last);
    }

    /** Projects a wanted command against the last emitted one, in place. */
    void admit(double[] wanted) {
        projection.project(wanted, last, wanted);
    }

    /** Forces a command that is not to be trusted, in place. */
    void restrain(double[] wanted) {
        clamp.force(wanted, last);
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

    /** Takes the idle command at once, past the slew limit. */
    void cut(double[] idle) {
        clamp.box(idle, last, next);
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
