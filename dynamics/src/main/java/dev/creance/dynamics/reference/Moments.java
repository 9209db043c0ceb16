package dev.creance.dynamics.reference;

import dev.creance.runtime.HotPath;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.List;

/** Times in a course: the first at 0, each later than the one before. */
public final class Moments {
    private static final double LONGEST_S = 86_400;

    private final long[] atNs;

    private Moments(long[] atNs) {
        this.atNs = atNs;
    }

    /** The key {@code at} of every item. */
    public static Moments from(List<ConfigNode> items) {
        long[] atNs = new long[items.size()];
        for (int i = 0; i < atNs.length; i++) {
            ConfigNode at = items.get(i).child("at");
            atNs[i] = Math.round(at.quantity(Dimension.TIME, 0, LONGEST_S) * 1e9);
            if (i == 0 && atNs[0] != 0) {
                throw at.error("=" + at.string() + ", but a reference must be somewhere from the beginning on")
                        .withHint("write 'at: 0 s' in the first item");
            }
            if (i > 0 && atNs[i] <= atNs[i - 1]) {
                throw at.error("=" + at.string() + " is not later than the item before")
                        .withHint("list the items in the order of their times");
            }
        }
        return new Moments(atNs);
    }

    /** From a moment to the next. */
    @HotPath
    public double durationS(int index) {
        return (atNs[index + 1] - atNs[index]) * 1e-9;
    }

    @HotPath
    long atNs(int index) {
        return atNs[index];
    }

    /** The last moment that has come. */
    @HotPath
    int lastBefore(long elapsedNs) {
        int last = atNs.length - 1;
        while (last > 0 && atNs[last] > elapsedNs) {
            last--;
        }
        return last;
    }
}
