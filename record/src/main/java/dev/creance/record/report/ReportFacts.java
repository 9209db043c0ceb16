package dev.creance.record.report;

import dev.creance.runtime.lateness.LateTickReport;
import java.util.List;
import org.HdrHistogram.AbstractHistogram;

/**
 * What the report tells beside what the tick records hold.
 *
 * @param outcome one word, such as completed
 * @param explanation why it ended so; may be empty
 * @param figures further lines for the head of the report, such as policy and versions
 * @param wakeupNs latencies of the tick thread; null in lockstep, where time is virtual
 * @param timing null in lockstep
 * @param configuration the text that was used
 * @param warnings what a reader must know before trusting the rest, such as places where the log is damaged
 */
public record ReportFacts(
        String robot,
        String outcome,
        String explanation,
        List<Figure> figures,
        Envelope envelope,
        List<InjectedFault> faults,
        AbstractHistogram wakeupNs,
        Timing timing,
        String configuration,
        List<String> warnings) {
    /** A line of text with its unit written out. */
    public record Figure(String label, String value) {}

    /**
     * Where the vehicle may be.
     *
     * @param fence corners as x, y in the world, m; empty where there is none
     * @param floorM NaN where there is none
     * @param ceilingM NaN where there is none
     * @param tiltRad NaN where there is none
     */
    public record Envelope(List<double[]> fence, double floorM, double ceilingM, double tiltRad) {
        public static final Envelope NONE = new Envelope(List.of(), Double.NaN, Double.NaN, Double.NaN);
    }

    /**
     * A fault that the scenario asked for.
     *
     * @param atS since the start of the scenario, as configured
     * @param forS infinite where it stays
     */
    public record InjectedFault(String kind, double atS, double forS) {}

    /** How long the parts of a tick took, and what late ticks coincide with. */
    public record Timing(List<PhaseTime> phases, LateTickReport lateTicks) {
        public Timing {
            phases = List.copyOf(phases);
        }
    }

    /** Durations of one phase of the ticks, µs. */
    public record PhaseTime(String name, double p50Us, double p99Us, double p999Us, double maxUs) {}

    public ReportFacts {
        figures = List.copyOf(figures);
        faults = List.copyOf(faults);
        warnings = List.copyOf(warnings);
    }
}
