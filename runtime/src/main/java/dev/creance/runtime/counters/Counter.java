package dev.creance.runtime.counters;

import java.util.Locale;

/**
 * The single values of a counter file; percentiles and causes of late ticks follow them, see {@link CounterLayout}.
 *
 * <pre>{@code
 * values[CounterLayout.at(Counter.OVERRUNS)] = 4;
 * }</pre>
 */
public enum Counter {
    UPDATED("when the writer last wrote, CLOCK_MONOTONIC", "ns"),
    RUNNING("since the first tick, up to the newest one", "ns"),
    TICK_PERIOD("from one tick to the next, as configured", "ns"),
    TICK("number of the newest tick", "count"),
    TICKS("ticks that were run", "count"),
    OVERRUNS("ticks that ended after the next one's scheduled start", "count"),
    SKIPPED_TICKS("ticks that were not run because their time had passed", "count"),
    DROPPED_RECORDS("ticks that are not in the flight record because its ring was full", "count"),
    RING_BACKLOG("records in the ring that are not in the log yet", "count"),
    RING_CAPACITY("records that the ring holds", "count"),
    STATE(
            "of the failsafe machine: 0 standby, 1 arming, 2 active, 3 backup, 4 landing, 5 device_landing, 6 landed,"
                    + " 7 terminated",
            "enum"),
    SOURCE("of the newest command: 0 none, 1 policy, 2 held, 3 backup, 4 recovery", "enum"),
    INTERVENTIONS("how often something other than the policy's own proposal was executed", "count"),
    LINK_AGE("since something valid arrived over the link, at the newest tick; −1 before the first", "ns"),
    REJECTED_FRAMES("frames that were damaged or of another schema", "count"),
    MISSED_FRAMES("sensor frames that never arrived", "count"),
    ROUND_TRIP("smallest recent round trip to the device", "ns"),
    TELEMETRY("0 connecting, 1 connected, 2 unreachable, 3 lost, 4 closed; −1 off", "enum"),
    ALLOCATED("heap allocated by the tick's thread since its warm-up; −1 before", "bytes"),
    LATE_TICKS("overruns that were looked into for their causes", "count");

    private final String meaning;
    private final String unit;

    Counter(String meaning, String unit) {
        this.meaning = meaning;
        this.unit = unit;
    }

    public String meaning() {
        return meaning;
    }

    public String unit() {
        return unit;
    }

    /** Its name in the file, with its unit where that is one. */
    public String key() {
        String name = name().toLowerCase(Locale.ROOT);
        return switch (unit) {
            case "ns" -> name + "_ns";
            case "bytes" -> name + "_bytes";
            default -> name;
        };
    }
}
