package dev.creance.dynamics.identify;

import java.util.Arrays;

/** Walks along commands that hold from their time on until the next one's; times asked for must not fall. Not thread-safe. */
public final class HeldCommands {
    private final double[] timeS;
    private final double[][] values;
    private int at;

    public HeldCommands(Recording recording) {
        timeS = recording.commandTimeS();
        values = recording.commands();
    }

    /** The command in force at a time; the first one before all. The row itself, read only. */
    public double[] at(double whenS) {
        while (at + 1 < timeS.length && timeS[at + 1] <= whenS) {
            at++;
        }
        return values[at];
    }

    /** How long the command in force at a time holds on, or until {@code untilS} at most. */
    public double holdsUntil(double untilS) {
        return at + 1 < timeS.length && timeS[at + 1] < untilS ? timeS[at + 1] : untilS;
    }

    /** The mean over a time; ones before it may not be asked for any more. */
    public void mean(double fromS, double toS, double[] meanOut) {
        Arrays.fill(meanOut, 0);
        double atS = fromS;
        while (atS < toS) {
            double[] command = at(atS);
            double untilS = holdsUntil(toS);
            for (int i = 0; i < meanOut.length; i++) {
                meanOut[i] += command[i] * (untilS - atS) / (toS - fromS);
            }
            atS = untilS;
        }
    }

    /** Back to the beginning. */
    public void rewind() {
        at = 0;
    }
}
