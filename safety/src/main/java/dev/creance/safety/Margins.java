package dev.creance.safety;

import dev.creance.runtime.Cause;
import dev.creance.runtime.Channel;
import dev.creance.runtime.HotPath;
import java.util.List;
import java.util.stream.Stream;

/**
 * How far a predicted motion stays inside the envelope; below zero it would not. First those of the machine's certificate, then
 * two that every machine has. A mutable holder.
 */
@HotPath
public final class Margins {
    /**
     * A margin of a certificate.
     *
     * @param name of its channel
     * @param cause why the backup takes over where it is lost
     * @param forReturn how much of it the policy needs to come back
     */
    public record Kind(String name, String unit, Cause cause, double forReturn) {}

    private final List<Channel> channels;
    private final Cause[] causes;
    private final double[] forReturn;
    private final int[] order;

    /** In the order of {@link #channels}. */
    public final double[] values;

    /** @param order indices of kinds: where several are lost, the first of these is the cause */
    public Margins(List<Kind> kinds, int... order) {
        channels = Stream.concat(
                        kinds.stream().map(kind -> Channel.unbounded(kind.name(), kind.unit())),
                        Stream.of(Channel.unbounded("sensor_age", "s"), Channel.unbounded("action_age", "s")))
                .toList();
        this.order = order.clone();
        causes = kinds.stream().map(Kind::cause).toArray(Cause[]::new);
        forReturn = kinds.stream().mapToDouble(Kind::forReturn).toArray();
        values = new double[kinds.size() + 2];
    }

    public List<Channel> channels() {
        return channels;
    }

    /** How many belong to the certificate. */
    public int certified() {
        return causes.length;
    }

    int sensorAge() {
        return causes.length;
    }

    int actionAge() {
        return causes.length + 1;
    }

    /** The certified ones in the order in which they count. */
    int[] order() {
        return order;
    }

    Cause cause(int margin) {
        return causes[margin];
    }

    public void clear() {
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.NaN;
        }
    }

    public void lower(int margin, double value) {
        // Written so that NaN lowers: a margin that cannot be computed must not look like one that holds.
        if (!(values[margin] <= value)) {
            values[margin] = value;
        }
    }

    /** Whether the margin is known and below a bound, or is NaN. */
    public boolean isBelow(int margin, double bound) {
        return !(values[margin] >= bound);
    }

    /** Whether a certified margin is not known to hold. */
    boolean anyBelowZero() {
        for (int i = 0; i < causes.length; i++) {
            if (isBelow(i, 0)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the policy may return. */
    boolean sufficeForReturn() {
        for (int i = 0; i < causes.length; i++) {
            if (isBelow(i, forReturn[i])) {
                return false;
            }
        }
        return true;
    }

    /** Writes the margins; one that does not apply comes out as NaN. */
    void writeInto(double[] out) {
        for (int i = 0; i < values.length; i++) {
            out[i] = Double.isInfinite(values[i]) ? Double.NaN : values[i];
        }
    }
}
