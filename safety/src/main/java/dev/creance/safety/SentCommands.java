package dev.creance.safety;

import dev.creance.runtime.HotPath;

/** The last commands that were emitted, by time: what acts on the vehicle while measurements and commands are on their way. */
@HotPath
final class SentCommands {
    private static final int KEPT = 256;

    private final long[] sentNs = new long[KEPT];
    private final double[][] commands = new double[KEPT][Airframe.ROTORS];
    private int newest;

    SentCommands() {
        java.util.Arrays.fill(sentNs, Long.MIN_VALUE);
    }

    void add(long nowNs, double[] command) {
        newest = (newest + 1) % KEPT;
        sentNs[newest] = nowNs;
        System.arraycopy(command, 0, commands[newest], 0, Airframe.ROTORS);
    }

    /** The command that had been sent last at this time; the oldest kept one before that. Not to be modified. */
    double[] at(long timeNs) {
        int index = newest;
        for (int back = 0; back < KEPT - 1 && sentNs[index] > timeNs; back++) {
            index = (index + KEPT - 1) % KEPT;
        }
        return commands[index];
    }
}
