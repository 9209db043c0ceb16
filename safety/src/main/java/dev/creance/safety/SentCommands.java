package dev.creance.safety;

import dev.creance.runtime.HotPath;

/** The last commands that were emitted, by time: what acts on the machine while measurements and commands are on their way. */
@HotPath
public final class SentCommands {
    private static final int KEPT = 256;

    private final long[] sentNs = new long[KEPT];
    private final double[][] commands;
    private int newest;

    public SentCommands(int channels) {
        commands = new double[KEPT][channels];
        java.util.Arrays.fill(sentNs, Long.MIN_VALUE);
    }

    public void add(long nowNs, double[] command) {
        newest = (newest + 1) % KEPT;
        sentNs[newest] = nowNs;
        System.arraycopy(command, 0, commands[newest], 0, command.length);
    }

    /** The command that had been sent last at this time; the oldest kept one before that. Not to be modified. */
    public double[] at(long timeNs) {
        int index = newest;
        for (int back = 0; back < KEPT - 1 && sentNs[index] > timeNs; back++) {
            index = (index + KEPT - 1) % KEPT;
        }
        return commands[index];
    }
}
