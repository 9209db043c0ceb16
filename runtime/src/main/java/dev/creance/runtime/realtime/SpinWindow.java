package dev.creance.runtime.realtime;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * How long before a deadline a thread must wake to be awake at it, chosen from how late the kernel wakes it: a pure function of
 * the histogram.
 *
 * <pre>{@code
 * WakeupProbe.Result sleep = WakeupProbe.run(new WakeupProbe.Plan(periodNs, 400_000_000, 0, cpu, priority));
 * SpinWindow window = SpinWindow.smallestFor(sleep.wakeUpNs(), periodNs, 0.5);
 * Clock clock = new MonotonicClock(window.spinNs());
 * }</pre>
 *
 * @param spinNs the window
 * @param coveredShare part of the measured wake-ups that it covers, 0 to 1; NaN where none was measured
 * @param wakeUps that were measured
 * @param capped whether the budget, or the clock's own bound, allows no wider one though this machine would want it
 */
public record SpinWindow(long spinNs, double coveredShare, long wakeUps, boolean capped) {
    /**
     * Half a per cent of wake-ups stay uncovered at first: the rest of the tail is what a few hundred samples cannot tell
     * anything about, and what a margin covers for the greater part.
     */
    private static final double PERCENTILE = 99.5;

    /** Wake-ups get later once the machine has more to do than before the start. */
    private static final double MARGIN = 0.25;

    private static final long LEAST_MARGIN_NS = 5_000;

    /**
     * The smallest window that covers {@value #PERCENTILE} % of the wake-ups, and a quarter more, in
     * whole microseconds. What is later than the budget
     * allows a window to be does not count: those are stalls, for which spinning cannot make up, and a budget that is spent on
     * them would be spent in vain.
     *
     * @param wakeUpNs how late a thread is woken that sleeps to its deadlines
     * @param cpuBudget greatest window over period
     */
    public static SpinWindow smallestFor(Histogram wakeUpNs, long periodNs, double cpuBudget) {
        long capNs = Math.min((long) (cpuBudget * periodNs), MonotonicClock.GREATEST_SPIN_NS);
        Histogram within = new Histogram(wakeUpNs.getNumberOfSignificantValueDigits());
        within.setAutoResize(true);
        for (HistogramIterationValue value : wakeUpNs.recordedValues()) {
            if (value.getValueIteratedTo() <= capNs) {
                within.recordValueWithCount(value.getValueIteratedTo(), value.getCountAddedInThisIterationStep());
            }
        }
        long wantedNs = within.getTotalCount() == 0
                ? MonotonicClock.DEFAULT_SPIN_NS
                : withMargin(within.getValueAtPercentile(PERCENTILE));
        long spinNs = Math.min(wantedNs, capNs);
        long wakeUps = wakeUpNs.getTotalCount();
        double covered = (double) countUpTo(spinNs, wakeUpNs) / wakeUps;
        return new SpinWindow(spinNs, covered, wakeUps, wantedNs > capNs);
    }

    private static long withMargin(long lateNs) {
        long wantedNs = lateNs + Math.max(LEAST_MARGIN_NS, Math.round(MARGIN * lateNs));
        return Math.ceilDiv(wantedNs, 1_000) * 1_000;
    }

    private static long countUpTo(long greatestNs, Histogram wakeUpNs) {
        long count = 0;
        for (HistogramIterationValue value : wakeUpNs.recordedValues()) {
            if (value.getValueIteratedTo() <= greatestNs) {
                count += value.getCountAddedInThisIterationStep();
            }
        }
        return count;
    }
}
