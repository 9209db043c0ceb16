package dev.creance.runtime.realtime;

/**
 * How a thread waits for an absolute deadline. The kernel alone wakes it tens of microseconds late; spinning to the deadline
 * cuts that to below one, and costs processor time.
 *
 * <pre>{@code
 * long spinNs = switch (waiting) {
 *     case Waiting.Sleep sleep -> 0;
 *     case Waiting.Spin spin -> MonotonicClock.SPIN_ONLY_NS;
 *     case Waiting.SleepThenSpin fixed -> fixed.spinNs();
 *     case Waiting.Calibrated calibrated -> SpinCalibration.measure(calibrated, periodNs, cpu, priority).spinNs();
 * };
 * }</pre>
 */
public sealed interface Waiting {
    /**
     * Share of a core that spinning may take where nothing else is asked for. Half: at 8 kHz it leaves a window of 62 µs, which
     * the wake-ups of a thread with priority mostly stay below, and half of the period for the tick itself and for the threads
     * of the JVM. On a machine that wakes well, far less of it is used: the window is the smallest that does.
     */
    double DEFAULT_CPU_BUDGET = 0.5;

    /** In the kernel to the deadline: cheapest, and as late as the kernel. */
    record Sleep() implements Waiting {}

    /** Awake all the time: a whole core. */
    record Spin() implements Waiting {}

    /** In the kernel to so long before the deadline, then awake. */
    record SleepThenSpin(long spinNs) implements Waiting {
        public SleepThenSpin {
            if (spinNs < 1 || spinNs > MonotonicClock.GREATEST_SPIN_NS) {
                throw new IllegalArgumentException(
                        "spinNs=" + spinNs + " is outside 1 to " + MonotonicClock.GREATEST_SPIN_NS);
            }
        }
    }

    /**
     * The same, with a window that is measured at the start.
     *
     * @param cpuBudget greatest share of a core that the window may take, above 0 and below 1
     */
    record Calibrated(double cpuBudget) implements Waiting {
        public Calibrated {
            if (!(cpuBudget > 0 && cpuBudget < 1)) {
                throw new IllegalArgumentException("cpuBudget=" + cpuBudget + " is outside 0 to 1");
            }
        }
    }
}
