package dev.creance.dynamics.identify;

import java.util.Arrays;

/**
 * What a machine measured and what it was told, on one clock.
 *
 * @param sampleTimeS when each row of {@code sensors} was sampled, s; strictly growing
 * @param sensors per sample, in the order of the machine's sensors layout
 * @param usable per sample, whether the machine moved freely and the row is valid
 * @param commandTimeS when each row of {@code commands} was issued, s; growing
 * @param commands per tick, in the order of the machine's commands layout; each holds until the next
 */
public record Recording(
        double[] sampleTimeS, double[][] sensors, boolean[] usable, double[] commandTimeS, double[][] commands) {
    public Recording {
        if (sampleTimeS.length != sensors.length || sampleTimeS.length != usable.length) {
            throw new IllegalArgumentException("sampleTimeS=" + sampleTimeS.length + ", sensors=" + sensors.length
                    + ", usable=" + usable.length + " are not the same number of samples");
        }
        if (sampleTimeS.length == 0) {
            throw new IllegalArgumentException("sampleTimeS=0: there is nothing in it");
        }
        if (commandTimeS.length != commands.length || commandTimeS.length == 0) {
            throw new IllegalArgumentException("commandTimeS=" + commandTimeS.length + ", commands=" + commands.length
                    + " are not the same ticks");
        }
    }

    /** Number of samples. */
    public int size() {
        return sampleTimeS.length;
    }

    /** One channel of the sensors over all samples. */
    public double[] channel(int index) {
        double[] values = new double[size()];
        for (int k = 0; k < values.length; k++) {
            values[k] = sensors[k][index];
        }
        return values;
    }

    /** Means of so many samples each; usable where all of them are. What is left over at the end is dropped. */
    public Recording gathered(int samples) {
        int count = size() / samples;
        double[] timeS = new double[count];
        double[][] means = new double[count][sensors[0].length];
        boolean[] whole = new boolean[count];
        Arrays.fill(whole, true);
        for (int k = 0; k < count * samples; k++) {
            int w = k / samples;
            timeS[w] += sampleTimeS[k] / samples;
            whole[w] &= usable[k];
            for (int i = 0; i < means[w].length; i++) {
                means[w][i] += sensors[k][i] / samples;
            }
        }
        return new Recording(timeS, means, whole, commandTimeS, commands);
    }
}
