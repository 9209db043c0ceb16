package dev.creance.runtime.realtime.machine;

import java.util.BitSet;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The kernel's way to write a set of processors: {@code 0-3,7}. */
final class CpuList {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,4})(?:-(\\d{1,4}))?");
    private static final int LONGEST = 10_000;

    private CpuList() {}

    /** Nothing where it is no such list; an empty set where it is empty. */
    static Optional<BitSet> parse(String text) {
        String list = text.strip();
        BitSet set = new BitSet();
        if (list.isEmpty()) {
            return Optional.of(set);
        }
        if (list.length() > LONGEST) {
            return Optional.empty();
        }
        for (String range : list.split(",", -1)) {
            Matcher ends = RANGE.matcher(range);
            if (!ends.matches()) {
                return Optional.empty();
            }
            int first = Integer.parseInt(ends.group(1));
            int last = ends.group(2) == null ? first : Integer.parseInt(ends.group(2));
            if (last < first) {
                return Optional.empty();
            }
            set.set(first, last + 1);
        }
        return Optional.of(set);
    }

    static String text(BitSet set) {
        return set.isEmpty() ? "none" : set.stream().mapToObj(Integer::toString).collect(Collectors.joining(","));
    }
}
