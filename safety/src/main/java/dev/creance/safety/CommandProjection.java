package dev.creance.safety;

import dev.creance.runtime.Cause;
import dev.creance.runtime.HotPath;
import java.util.List;

/**
 * Stage 8: the nearest command inside box ∧ slew, in one step. Both are intervals per channel, and the last emitted command lies
 * in the box, so their intersection is never empty and the Euclidean projection is exact channel by channel; a machine whose
 * limits couple channels does its part of the stage in {@link MachineStages#project}, inside these intervals. The wire carries
 * 32-bit floats, so the interval is rounded inward to floats and so is the result: what is logged, what is sent and what the
 * device compares are the same bits.
 */
@HotPath
public final class CommandProjection {
    private final int channels;
    private final float[] least;
    private final float[] greatest;
    private final double[] slewPerS;
    private final double[] slewPerTick;

    public CommandProjection(List<CommandLimit> limits, double tickS) {
        channels = limits.size();
        least = new float[channels];
        greatest = new float[channels];
        slewPerS = new double[channels];
        slewPerTick = new double[channels];
        for (int i = 0; i < channels; i++) {
            CommandLimit limit = limits.get(i);
            least[i] = roundUp(limit.min());
            greatest[i] = roundDown(limit.max());
            slewPerS[i] = limit.slewPerS();
            slewPerTick[i] = slewPerS[i] * tickS - wireGrain(limit);
        }
    }

    /** Two units in the last place of a 32-bit float: the device compares differences of rounded values. */
    private static double wireGrain(CommandLimit limit) {
        double largest = Math.max(1, Math.max(Math.abs(limit.min()), Math.abs(limit.max())));
        return 2 * Math.ulp((float) largest);
    }

    public int channels() {
        return channels;
    }

    /** From the least to the greatest of each channel. */
    double[] ranges() {
        double[] ranges = new double[channels];
        for (int i = 0; i < channels; i++) {
            ranges[i] = (double) greatest(i) - least(i);
        }
        return ranges;
    }

    public float least(int channel) {
        return least[channel];
    }

    public float greatest(int channel) {
        return greatest[channel];
    }

    /** Lower end of the interval of one channel after this last emitted command. */
    public float least(int channel, double last) {
        float slewed = roundUp(last - slewPerTick[channel]);
        return slewed > least[channel] ? slewed : least[channel];
    }

    /** Upper end of the interval of one channel after this last emitted command. */
    public float greatest(int channel, double last) {
        float slewed = roundDown(last + slewPerTick[channel]);
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
    public long project(double[] wanted, double[] last, double[] out) {
        long causes = 0;
        for (int i = 0; i < channels; i++) {
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
    public void limitSlew(double[] last, double stepS, double[] inOut) {
        for (int i = 0; i < channels; i++) {
            double change = slewPerS[i] * stepS;
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
