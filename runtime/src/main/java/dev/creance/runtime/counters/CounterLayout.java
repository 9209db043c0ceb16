package dev.creance.runtime.counters;

import dev.creance.runtime.lateness.LateCause;
import dev.creance.runtime.loop.Latencies;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which value stands where in a counter file: each {@link Counter}, then four figures for each kind of {@link Latencies}, then
 * a count for each {@link LateCause}. The file holds the names, so readers find a value by its name and not by its place.
 *
 * <pre>{@code
 * latencies.soFar(kind, values, CounterLayout.at(kind)); // P50, P99, P99.9, greatest
 * }</pre>
 */
public final class CounterLayout {
    private static final int FIGURES = 4;
    private static final String[] FIGURE_NAMES = {"p50", "p99", "p999", "max"};
    private static final int LATENCIES = Counter.values().length;
    private static final int CAUSES = LATENCIES + FIGURES * Latencies.Kind.values().length;
    private static final List<String> NAMES = List.copyOf(allNames());

    private CounterLayout() {}

    private static List<String> allNames() {
        List<String> names = new ArrayList<>();
        for (Counter counter : Counter.values()) {
            names.add(counter.key());
        }
        for (Latencies.Kind kind : Latencies.Kind.values()) {
            for (String figure : FIGURE_NAMES) {
                names.add(word(kind) + "_" + figure + "_ns");
            }
        }
        for (LateCause cause : LateCause.values()) {
            names.add("late_" + cause.key());
        }
        return names;
    }

    /** As in the summary: {@code wakeup}, {@code tick}, … */
    public static String word(Latencies.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace("_", "");
    }

    /** The names in the order of the values. */
    public static List<String> names() {
        return NAMES;
    }

    public static int size() {
        return NAMES.size();
    }

    public static int at(Counter counter) {
        return counter.ordinal();
    }

    /** Where the first of the four figures stands. */
    public static int at(Latencies.Kind kind) {
        return LATENCIES + FIGURES * kind.ordinal();
    }

    public static int at(LateCause cause) {
        return CAUSES + cause.ordinal();
    }
}
