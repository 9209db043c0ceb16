package dev.creance.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.creance.runtime.realtime.Finding;
import dev.creance.runtime.realtime.WakeupProbe;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.HdrHistogram.Histogram;

/** How a machine woke a thread at one rate, and what that is worth. */
record WakeUps(double rateHz, WakeupProbe.Plan plan, WakeupProbe.Result result, String load) {
    /** A rate is held when fewer wake-ups than this share come later than one period. */
    static final double HELD_SHARE = 1e-5;

    static final String RULE = "held: fewer than 1 wake-up in 100 000 later than one period";

    // As many wake-ups without a late one exclude, with 95 % certainty, a share above HELD_SHARE (rule of three).
    private static final double CERTAIN = 3 / HELD_SHARE;
    private static final double NO_GO_SHARE = 1e-3;
    private static final double[] LADDER_HZ = {50, 100, 200, 250, 500, 1000, 2000, 4000, 8000};
    private static final double NS_PER_US = 1e3;

    /** The skipped ones included. */
    long total() {
        return result.wakeUpNs().getTotalCount();
    }

    /** How many came later than this, the skipped ones included. */
    long laterThan(long limitNs) {
        Histogram histogram = result.wakeUpNs();
        return limitNs >= histogram.getMaxValue()
                ? 0
                : histogram.getCountBetweenValues(histogram.nextNonEquivalentValue(limitNs), histogram.getMaxValue());
    }

    private boolean holds(double otherHz) {
        return laterThan(Math.round(1e9 / otherHz)) < Math.max(1e-9, HELD_SHARE * total());
    }

    /**
     * The highest rate of a ladder and of the measured ones that is held; 0 where none is. A rate that was not measured is
     * judged by the wake-ups of the next higher one that was; nothing is said of rates above.
     */
    static double highestHeldHz(List<WakeUps> measured) {
        return DoubleStream.concat(DoubleStream.of(LADDER_HZ), measured.stream().mapToDouble(WakeUps::rateHz))
                .filter(rateHz -> measured.stream()
                        .filter(wakeUps -> wakeUps.rateHz() >= rateHz)
                        .min((a, b) -> Double.compare(a.rateHz(), b.rateHz()))
                        .map(wakeUps -> wakeUps.holds(rateHz))
                        .orElse(false))
                .max()
                .orElse(0);
    }

    Finding finding() {
        Histogram h = result.wakeUpNs();
        long late = laterThan(plan.periodNs());
        double share = total() == 0 ? 1 : (double) late / total();
        String found = String.format(
                Locale.ROOT,
                "%s: %d of %d later than one period; p50 %s p99 %s p99.9 %s p99.99 %s max %s us",
                rate(rateHz),
                late,
                total(),
                us(h.getValueAtPercentile(50)),
                us(h.getValueAtPercentile(99)),
                us(h.getValueAtPercentile(99.9)),
                us(h.getValueAtPercentile(99.99)),
                us(h.getMaxValue()));
        if (share >= NO_GO_SHARE) {
            return Finding.noGo("wake_up", found, remedy());
        }
        boolean calm = h.getValueAtPercentile(99.9) <= plan.periodNs() / 2;
        return holds(rateHz) && calm ? Finding.go("wake_up", found) : Finding.caution("wake_up", found, remedy());
    }

    private String remedy() {
        String slower = "take a lower loop.rate, or mend what stands above";
        if (result.stealNs() > 0) {
            return "the host took " + ms(result.stealNs()) + " ms meanwhile (see virtual_machine, steal); " + slower;
        }
        return result.runDelayNs() > plan.periodNs()
                ? "other threads were ahead for " + ms(result.runDelayNs())
                        + " ms meanwhile (see isolation, fair_server, load); " + slower
                : slower;
    }

    /** What a measurement of this length can show. */
    static String certainty(List<WakeUps> measured, double heldHz) {
        if (heldHz == 0) {
            return "";
        }
        WakeUps judge = measured.stream()
                .filter(wakeUps -> wakeUps.rateHz() >= heldHz)
                .min((a, b) -> Double.compare(a.rateHz(), b.rateHz()))
                .orElseThrow();
        String seen = judge.laterThan(Math.round(1e9 / heldHz)) + " of " + judge.total();
        return judge.total() >= CERTAIN
                ? seen
                : String.format(
                        Locale.ROOT,
                        "%s; 95 %% certain from --duration %.0fs on",
                        seen,
                        Math.ceil(CERTAIN / judge.rateHz()));
    }

    ObjectNode toJson() {
        Histogram h = result.wakeUpNs();
        ObjectNode json = Json.object()
                .put("rate_hz", rateHz)
                .put("load", load)
                .put("duration_s", plan.durationNs() * 1e-9)
                .put("spin_us", plan.spinNs() / NS_PER_US)
                .put("fitness", DoctorReport.word(finding().fitness()))
                .put("remedy", finding().remedy())
                .put("wakeups", result.wakeups())
                .put("overruns", result.overruns())
                .put("skipped", result.skipped())
                .put("late_share", total() == 0 ? 1 : (double) laterThan(plan.periodNs()) / total())
                .put("cpu_share", result.cpuShare())
                .put("allocated_bytes", result.allocatedBytes())
                .put("run_delay_us", result.runDelayNs() / NS_PER_US)
                .put("steal_us", result.stealNs() / NS_PER_US);
        json.putObject("wakeup_us")
                .put("p50", h.getValueAtPercentile(50) / NS_PER_US)
                .put("p99", h.getValueAtPercentile(99) / NS_PER_US)
                .put("p999", h.getValueAtPercentile(99.9) / NS_PER_US)
                .put("p9999", h.getValueAtPercentile(99.99) / NS_PER_US)
                .put("max", h.getMaxValue() / NS_PER_US);
        ArrayNode bins = json.putArray("histogram");
        HistogramPicture.bins(h)
                .forEach(bin -> bins.addObject()
                        .put("from_us", bin.fromNs() / NS_PER_US)
                        .put("to_us", bin.toNs() / NS_PER_US)
                        .put("count", bin.count()));
        return json;
    }

    /** {@code 1 kHz}, {@code 250 Hz}. */
    static String rate(double rateHz) {
        double value = rateHz >= 1000 ? rateHz / 1000 : rateHz;
        String number = value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
        return number + (rateHz >= 1000 ? " kHz" : " Hz");
    }

    private static String us(long ns) {
        return String.format(Locale.ROOT, ns < 10_000 ? "%.1f" : "%.0f", ns / NS_PER_US);
    }

    private static String ms(long ns) {
        return String.format(Locale.ROOT, "%.1f", ns * 1e-6);
    }
}
