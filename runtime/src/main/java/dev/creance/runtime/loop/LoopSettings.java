package dev.creance.runtime.loop;

import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import dev.creance.runtime.realtime.CpuLatency;
import dev.creance.runtime.realtime.Waiting;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The section {@code loop} of a configuration: every number the control loop goes by, with its bounds.
 *
 * <pre>{@code
 * loop:
 *   rate: 1 kHz            # ticks per second, 1 Hz to 8 kHz
 *   policy_rate: 100 Hz    # must divide rate
 *   policy_thread: own     # own (default) or inline
 *   policy_deadline: 30 ms # age above which an action is stale; three policy periods by default
 *   overrun: hold          # hold (default), skip or stop, after …
 *   max_overruns: 50       # … more than so many late ticks in a row; 50 by default
 *   cpu: 1                 # processor for the tick thread; any by default
 *   priority: 80           # SCHED_FIFO, 1 to 98; normal scheduling by default
 *   hang_limit: 100 ms     # a tick this late is hung: the device is told to land past it; 100 ms by default
 *   silence_limit: 20 s    # how long a run goes on after its link fell silent; 20 s by default
 *   wait: {mode: sleep_spin, spin: auto, cpu_budget: 50 %} # how a tick is waited for; these by default
 *   cpu_latency: auto     # /dev/cpu_dma_latency: auto (default: held where this user may), hold or leave
 * }</pre>
 *
 * @param tickPeriodNs from one tick's scheduled start to the next
 * @param policyDivider ticks from one policy tick to the next
 * @param policyDeadlineNs age of an action, from its observation on, above which it is stale
 * @param maxOverruns late ticks in a row that are borne
 * @param hangLimitNs how long a tick may be overdue before the stop path takes the device down
 * @param silenceLimitNs how long the link may be silent before the run ends: longer than the device takes to land
 * @param waiting how a tick is waited for, in real time
 * @param cpuLatency whether idle processors are kept from sleeping deeply, in real time
 */
public record LoopSettings(
        long tickPeriodNs,
        int policyDivider,
        PolicyThread policyThread,
        long policyDeadlineNs,
        OverrunReaction overrun,
        int maxOverruns,
        OptionalInt cpu,
        OptionalInt priority,
        long hangLimitNs,
        long silenceLimitNs,
        Waiting waiting,
        CpuLatency.Use cpuLatency) {

    private static final double FASTEST_HZ = 8000;
    private static final double SLOWEST_HZ = 1;
    private static final double LONGEST_DEADLINE_S = 10;
    // One below the greatest: the stop path runs one above the tick.
    private static final int GREATEST_PRIORITY = 98;
    private static final int GREATEST_CPU = 1023;
    private static final int DEADLINE_PERIODS = 3;
    private static final int DEFAULT_MAX_OVERRUNS = 50;
    private static final int GREATEST_MAX_OVERRUNS = 100_000;
    private static final long DEFAULT_HANG_LIMIT_NS = 100_000_000;
    private static final int LEAST_HANG_PERIODS = 3;
    private static final long DEFAULT_SILENCE_LIMIT_NS = 20_000_000_000L;

    /** Reads the section; a value that must not run is a {@link dev.creance.runtime.config.ConfigError} that points at it. */
    public static LoopSettings from(ConfigNode node) {
        node.only(
                "rate",
                "policy_rate",
                "policy_thread",
                "policy_deadline",
                "overrun",
                "max_overruns",
                "cpu",
                "priority",
                "hang_limit",
                "silence_limit",
                "wait",
                "cpu_latency");
        double rateHz = node.child("rate").quantity(Dimension.FREQUENCY, SLOWEST_HZ, FASTEST_HZ);
        int divider = divider(node, rateHz);
        long periodNs = Math.round(1e9 / rateHz);
        return new LoopSettings(
                periodNs,
                divider,
                choice(node, "policy_thread", PolicyThread.class, PolicyThread.OWN),
                policyDeadlineNs(node, divider * periodNs),
                choice(node, "overrun", OverrunReaction.class, OverrunReaction.HOLD),
                integer(node, "max_overruns", 1, GREATEST_MAX_OVERRUNS).orElse(DEFAULT_MAX_OVERRUNS),
                integer(node, "cpu", 0, GREATEST_CPU),
                integer(node, "priority", 1, GREATEST_PRIORITY),
                hangLimitNs(node, periodNs),
                node.optional("silence_limit")
                        .map(child -> child.nanoseconds(600))
                        .orElse(DEFAULT_SILENCE_LIMIT_NS),
                WaitingSettings.from(node.optional("wait"), periodNs),
                choice(node, "cpu_latency", CpuLatency.Use.class, CpuLatency.Use.AUTO));
    }

    private static int divider(ConfigNode node, double rateHz) {
        ConfigNode policyRate = node.child("policy_rate");
        double policyHz = policyRate.quantity(Dimension.FREQUENCY, SLOWEST_HZ, FASTEST_HZ);
        if (policyHz > rateHz) {
            throw policyRate
                    .error("=" + policyRate.string() + " is above loop.rate="
                            + node.child("rate").string())
                    .withHint("lower loop.policy_rate or raise loop.rate");
        }
        double ratio = rateHz / policyHz;
        int divider = (int) Math.rint(ratio);
        // Rates are decimal fractions, so a ratio that is meant to be whole misses by rounding alone.
        if (Math.abs(ratio - divider) > 1e-9 * ratio) {
            throw policyRate
                    .error("=" + policyRate.string() + " does not divide loop.rate="
                            + node.child("rate").string() + ": their ratio is " + ratio)
                    .withHint("take " + number(rateHz / divider) + " Hz, or another rate/n with a whole n");
        }
        return divider;
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static long policyDeadlineNs(ConfigNode node, long policyPeriodNs) {
        Optional<ConfigNode> deadline = node.optional("policy_deadline");
        if (deadline.isEmpty()) {
            return DEADLINE_PERIODS * policyPeriodNs;
        }
        long deadlineNs = deadline.get().nanoseconds(LONGEST_DEADLINE_S);
        if (deadlineNs <= policyPeriodNs) {
            throw deadline.get()
                    .error("=" + deadline.get().string() + " is not above the policy's period of "
                            + number(policyPeriodNs / 1e6) + " ms: every action would be stale before the next")
                    .withHint("take about " + number(DEADLINE_PERIODS * policyPeriodNs / 1e6) + " ms");
        }
        return deadlineNs;
    }

    private static long hangLimitNs(ConfigNode node, long periodNs) {
        long leastNs = LEAST_HANG_PERIODS * periodNs;
        Optional<ConfigNode> limit = node.optional("hang_limit");
        if (limit.isEmpty()) {
            return Math.max(DEFAULT_HANG_LIMIT_NS, leastNs);
        }
        long limitNs = limit.get().nanoseconds(10);
        if (limitNs < leastNs) {
            throw limit.get()
                    .error("=" + limit.get().string() + " is below " + LEAST_HANG_PERIODS + " ticks of "
                            + number(periodNs / 1e6) + " ms: a late tick would count as hung")
                    .withHint("take " + number(leastNs / 1e6) + " ms or more");
        }
        return limitNs;
    }

    private static OptionalInt integer(ConfigNode node, String key, int least, int greatest) {
        return node.optional(key)
                .map(child -> OptionalInt.of(child.integer(least, greatest)))
                .orElse(OptionalInt.empty());
    }

    private static <E extends Enum<E>> E choice(ConfigNode node, String key, Class<E> type, E byDefault) {
        Optional<ConfigNode> child = node.optional(key);
        if (child.isEmpty()) {
            return byDefault;
        }
        E[] constants = type.getEnumConstants();
        String[] words = new String[constants.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = constants[i].name().toLowerCase(Locale.ROOT);
        }
        return Enum.valueOf(type, child.get().choice(words).toUpperCase(Locale.ROOT));
    }

    /** Ticks per second. */
    public double rateHz() {
        return 1e9 / tickPeriodNs;
    }

    /** Policy ticks per second. */
    public double policyRateHz() {
        return rateHz() / policyDivider;
    }
}
