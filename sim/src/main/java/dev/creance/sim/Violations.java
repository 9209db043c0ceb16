package dev.creance.sim;

import dev.creance.runtime.HotPath;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts sub-steps outside an envelope, altogether and by kind. Not thread-safe. */
public final class Violations {
    private final List<String> kinds;
    private final long[] counts;
    private long subSteps;
    private long outside;
    private boolean any;

    /** @param kinds what can be violated; {@link #count} goes by their ordinals */
    public Violations(Enum<?>... kinds) {
        this.kinds = List.of(kinds).stream()
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .toList();
        counts = new long[kinds.length];
    }

    /** One kind in the sub-step at hand. */
    @HotPath
    public void count(Enum<?> kind, boolean violated) {
        if (violated) {
            counts[kind.ordinal()]++;
            any = true;
        }
    }

    /** The sub-step has been judged. */
    @HotPath
    public void subStep() {
        subSteps++;
        if (any) {
            outside++;
            any = false;
        }
    }

    /** How many were judged. */
    public long subSteps() {
        return subSteps;
    }

    /** Sub-steps in which anything was violated. */
    public long outside() {
        return outside;
    }

    /** Sub-steps in which this was violated. */
    public long of(Enum<?> kind) {
        return counts[kind.ordinal()];
    }

    /** All kinds, in their order. */
    public Map<String, Long> byKind() {
        Map<String, Long> map = new LinkedHashMap<>();
        for (int i = 0; i < counts.length; i++) {
            map.put(kinds.get(i), counts[i]);
        }
        return Collections.unmodifiableMap(map);
    }
}
