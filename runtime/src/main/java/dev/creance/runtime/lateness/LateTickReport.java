package dev.creance.runtime.lateness;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The late ticks of a run and what they coincide with.
 *
 * <pre>{@code
 * out.println(report.sentence()); // 3 of 4 overruns coincide with steal time, 1 with nothing seen (lost in write)
 * }</pre>
 *
 * @param count late ticks found in the flight record
 * @param byCause how many coincide with each cause; a tick may count for several
 * @param unexplainedIn where the ticks without a cause lost their time
 * @param worst those that lost most, worst first
 * @param visible the causes that could be seen on this machine
 */
public record LateTickReport(
        long count,
        Map<LateCause, Long> byCause,
        Map<Phase, Long> unexplainedIn,
        List<Judged> worst,
        Set<LateCause> visible) {
    /** A late tick and its causes; {@link LateCause#UNEXPLAINED} alone where nothing coincides. */
    public record Judged(LateTick tick, Set<LateCause> causes) {}

    public LateTickReport {
        byCause = byCause.isEmpty() ? Map.of() : java.util.Collections.unmodifiableMap(new EnumMap<>(byCause));
        unexplainedIn = unexplainedIn.isEmpty()
                ? Map.of()
                : java.util.Collections.unmodifiableMap(new EnumMap<>(unexplainedIn));
        worst = List.copyOf(worst);
        visible = java.util.Collections.unmodifiableSet(
                visible.isEmpty() ? EnumSet.noneOf(LateCause.class) : EnumSet.copyOf(visible));
    }

    /** What can be a cause and cannot be seen on this machine. */
    public List<LateCause> invisible() {
        List<LateCause> causes = new ArrayList<>(List.of(LateCause.values()));
        causes.remove(LateCause.UNEXPLAINED);
        causes.removeAll(visible);
        return causes;
    }

    /** For a person; the most frequent cause first. Empty where no tick was late. */
    public String sentence() {
        if (count == 0) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        byCause.entrySet().stream()
                .filter(entry -> entry.getKey() != LateCause.UNEXPLAINED)
                .sorted(Map.Entry.<LateCause, Long>comparingByValue().reversed())
                .forEach(entry -> parts.add(part(parts.isEmpty(), entry.getValue(), entry.getKey())));
        Long unexplained = byCause.get(LateCause.UNEXPLAINED);
        if (unexplained != null) {
            parts.add(part(parts.isEmpty(), unexplained, LateCause.UNEXPLAINED) + lostIn());
        }
        return String.join(", ", parts);
    }

    private String part(boolean first, long ticks, LateCause cause) {
        return first
                ? String.format(
                        Locale.ROOT,
                        "%d of %d overrun%s coincide%s with %s",
                        ticks,
                        count,
                        count == 1 ? "" : "s",
                        ticks == 1 ? "s" : "",
                        cause.words())
                : ticks + " with " + cause.words();
    }

    private String lostIn() {
        List<String> phases = new ArrayList<>();
        unexplainedIn.forEach((phase, ticks) -> phases.add(phase.words() + " " + ticks));
        return " (time lost in: " + String.join(", ", phases) + ")";
    }
}
