package dev.creance.runtime.realtime;

import java.util.OptionalInt;

/**
 * Measures how late this machine wakes a thread like the tick's, and chooses the spin window by it. It takes 0.4 s: call it
 * before the device is opened.
 *
 * <pre>{@code
 * SpinWindow window = SpinCalibration.measure(new Waiting.Calibrated(0.5), 1_000_000, OptionalInt.of(1), OptionalInt.of(80));
 * }</pre>
 */
public final class SpinCalibration {
    private static final long DURATION_NS = 400_000_000;
    // A slower loop would give too few wake-ups to go by. One that sleeps longer wakes later where the processor sleeps
    // deeper.
    private static final long LONGEST_PERIOD_NS = 1_000_000;

    private SpinCalibration() {}

    /** @param periodNs of the loop to come */
    public static SpinWindow measure(Waiting.Calibrated how, long periodNs, OptionalInt cpu, OptionalInt priority) {
        WakeupProbe.Plan plan =
                new WakeupProbe.Plan(Math.min(periodNs, LONGEST_PERIOD_NS), DURATION_NS, 0, cpu, priority);
        return SpinWindow.smallestFor(WakeupProbe.run(plan).wakeUpNs(), periodNs, how.cpuBudget());
    }
}
