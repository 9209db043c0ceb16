package dev.creance.safety;

/**
 * What one channel of a command may be, which the device enforces, too.
 *
 * @param min least value, in the channel's unit
 * @param max greatest value
 * @param slewPerS greatest change per second; infinite where there is no limit
 */
public record CommandLimit(double min, double max, double slewPerS) {
    public CommandLimit {
        if (!(min <= max) || !(slewPerS > 0)) {
            throw new IllegalArgumentException("min=" + min + ", max=" + max + ", slewPerS=" + slewPerS);
        }
    }
}
