package dev.creance.safety;

import dev.creance.runtime.Cause;
import dev.creance.runtime.HotPath;

/**
 * Stage 8: the nearest command inside box ∧ slew, in one step. Both are intervals per channel, and the last emitted command lies
 * in the box, so their intersection is never empty and the Euclidean projection is exact channel by channel; rows that couple
 * channels will turn this into a quadratic program. The wire carries 32-bit floats, so the interval is rounded inward to floats
 * and so is the result: what is logged, what is sent and what the device compares are the same bits.
 */
@HotPath
final class CommandProjection {
    /** Two units in the last place of a 32-bit float below 1: the device compares differences of rounded values. */
    private static final double WIRE_GRAIN = 0x1p-22;

    private final float[] least;
    private final float[] greatest;
    private final double slewPerS;
    private final double slewPerTick;

    CommandProjection(double least, double greatest, double slewPerS, double tickS) {
        this.least = new float[Airframe.ROTORS];
        this.greatest = new float[Airframe.ROTORS];
        for (int i = 0; i < Airframe.ROTORS; i++) {
            this.least[i] = roundUp(least);
            this.greatest[i] = roundDown(greatest);
        }
        this.slewPerS = slewPerS;
        this.slewPerTick = slewPerS * tickS - WIRE_GRAIN;
    }

    float least(int channel) {
        return least[channel];
    }

    float greatest(int channel) {
        return greatest[channel];
    }

    /** Lower end of the interval of one channel after this last emitted command. */
    float least(int channel, double last) {
        float slewed = roundUp(last - slewPerTick);
        return slewed > least[channel] ? slewed : least[channel];
    }

    /** Upper end of the interval of one channel after this last emitted command. */
    float greatest(int channel, double last) {
        float slewed = roundDown(last + slewPerTick);
        return slewed < greatest[channel] ? slewed : greatest[channel];
    }

    /**
     * Projects.
     *
     * @param wanted finite
     * @param last the last emitted command
     * @param out the nearest admissible command, of float precision; may be {@code wanted}
     * @return mask of COMMAND_BOX and COMMAND_SLEW where they were limited
     */
    long project(double[] wanted, double[] last, double[] out) {
        long causes = 0;
        for (int i = 0; i < Airframe.ROTORS; i++) {
            // + 0 turns −0 into 0, as the device does.
            float value = (float) wanted[i] + 0f;
            if (value < least[i] || value > greatest[i]) {
                causes |= Cause.COMMAND_BOX.bit();
                value = value < least[i] ? least[i] : greatest[i];
            }
            float low = least(i, last[i]);
            float high = greatest(i, last[i]);
            if (value < low || value > high) {
                causes |= Cause.COMMAND_SLEW.bit();
                value = value < low ? low : high;
            }
            out[i] = value;
        }
        return causes;
    }

    /** Limits the change of a predicted command over a longer step; without rounding. */
    void limitSlew(double[] last, double stepS, double[] inOut) {
        double change = slewPerS * stepS;
        for (int i = 0; i < Airframe.ROTORS; i++) {
            double low = last[i] - change;
            double high = last[i] + change;
            double value = inOut[i];
            inOut[i] = value < low ? low : value > high ? high : value;
        }
    }

    private static float roundUp(double value) {
        float rounded = (float) value;
        return rounded < value ? Math.nextUp(rounded) : rounded;
    }

    private static float roundDown(double value) {
        float rounded = (float) value;
        return rounded > value ? Math.nextDown(rounded) : rounded;
    }
}
