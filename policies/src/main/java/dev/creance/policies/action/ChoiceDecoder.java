package dev.creance.policies.action;

import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;

/** One choice for each head, as its number; what is none of the choices becomes NaN, which the shield refuses. */
final class ChoiceDecoder implements Decoder {
    private final int[] index;
    private final int[] choices;

    ChoiceDecoder(int[] index, int[] choices) {
        this.index = index;
        this.choices = choices;
    }

    @Override
    @HotPath
    public void decode(double[] row, float[] action, int period, double[] commandOut) {
        for (int i = 0; i < index.length; i++) {
            double choice = row[i];
            boolean known = choice >= 0 && choice < choices[i] && choice == Math.rint(choice);
            commandOut[index[i]] = known ? choice : Double.NaN;
        }
    }

    @Override
    @HotPath
    public void encode(double[] executed, double[] rowOut) {
        for (int i = 0; i < index.length; i++) {
            rowOut[i] = executed[index[i]];
        }
    }

    @Override
    @HotPath
    public void resting(Frame sensors, double[] rowOut) {
        for (int i = 0; i < index.length; i++) {
            rowOut[i] = 0;
        }
    }

    @Override
    @HotPath
    public void reset() {
        // it keeps nothing
    }
}
