package dev.creance.sim;

import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;

/**
 * What goes wrong with sensors: in the sensor itself, so that the firmware is misled as well, or in the frames alone. Deterministic for
 * a seed; allocation-free.
 */
@HotPath
final class SensorFaults {
    private final ActiveFaults faults;
    private final Noise noise;
    private final double[] last;
    private final double[][] held;

    SensorFaults(Faults all, int channels, long seed) {
        faults = new ActiveFaults(all, Fault.Layer.SENSOR);
        noise = new Noise(seed);
        last = new double[channels];
        held = new double[faults.size()][];
        for (int i = 0; i < held.length; i++) {
            held[i] = new double[faults.fault(i).details().channels().length];
        }
    }

    void advance(long elapsedNs) {
        faults.advance(elapsedNs);
    }

    /** Whether there are any at all. */
    boolean exist() {
        return faults.size() > 0;
    }

    /** Whether frames go on with the values they had, and whether with their time too. */
    boolean freezes(boolean sampleTimeToo) {
        boolean found = false;
        for (int i = 0; i < faults.size(); i++) {
            found |= faults.acts(i)
                    && faults.fault(i).kind() == Fault.Kind.SENSOR_FREEZE
                    && (!sampleTimeToo || faults.fault(i).details().scope() == Fault.Scope.SAMPLE_TIME);
        }
        return found;
    }

    /** In the sensors; returns which channels are still valid. */
    long inSensors(double[] measured, long validBits) {
        long valid = apply(measured, validBits, false);
        System.arraycopy(measured, 0, last, 0, last.length);
        return valid;
    }

    /** In the frames, on top; returns which channels are still valid. */
    long inFrames(double[] streamed, long validBits) {
        return apply(streamed, validBits, true);
    }

    private long apply(double[] values, long validBits, boolean frames) {
        long valid = validBits;
        for (int i = 0; i < faults.size(); i++) {
            Fault fault = faults.fault(i);
            if (faults.acts(i) && (fault.details().scope() == Fault.Scope.FRAMES) == frames) {
                valid = apply(i, fault, values, valid);
            }
        }
        return valid;
    }

    private long apply(int i, Fault fault, double[] values, long validBits) {
        int[] channels = fault.details().channels();
        if (fault.kind() == Fault.Kind.SENSOR_SWAP) {
            swap(channels, values);
            return validBits;
        }
        long valid = validBits;
        double size = fault.details().size()[0];
        for (int k = 0; k < channels.length; k++) {
            int channel = channels[k];
            if (faults.begins(i)) {
                held[i][k] = last[channel];
            }
            double value = values[channel];
            values[channel] = switch (fault.kind()) {
                case SENSOR_STUCK, SENSOR_DROPOUT -> held[i][k];
                case SENSOR_BIAS, SENSOR_SPIKE -> value + size;
                case SENSOR_DRIFT ->
                    value + size * faults.sinceNs(i) / fault.details().timeNs();
                case SENSOR_SCALE -> value * size;
                case SENSOR_NOISE -> value + size * noise.gaussian();
                case SENSOR_NAN -> Double.NaN;
                default -> value; // a freeze is no matter of channels
            };
            if (fault.kind() == Fault.Kind.SENSOR_DROPOUT) {
                valid &= ~Frame.bit(channel);
            }
        }
        return valid;
    }

    private static void swap(int[] channels, double[] values) {
        int half = channels.length / 2;
        for (int k = 0; k < half; k++) {
            double one = values[channels[k]];
            values[channels[k]] = values[channels[half + k]];
            values[channels[half + k]] = one;
        }
    }
}
