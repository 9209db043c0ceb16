package dev.creance.bench;

import java.util.List;
import java.util.function.UnaryOperator;

/** What app/jvm.options decides, decided otherwise; and what it could decide. The collector is compared apart. */
enum JvmOption {
    NO_PRE_TOUCH("no pre-touch", jvm -> jvm.with(List.of("-XX:-AlwaysPreTouch"))),
    PERF_DATA("perf data file", jvm -> jvm.with(List.of("-XX:+UsePerfData"))),
    NO_TRAPS("no traps of C2", jvm -> jvm.with(List.of("-XX:PerMethodTrapLimit=0", "-XX:PerBytecodeTrapLimit=0"))),
    USUAL_THRESHOLDS("usual compile thresholds", jvm -> jvm.without(flag -> flag.startsWith("-XX:Tier4"))),
    SMALL_HEAP("heap 64 to 768 MiB", jvm -> jvm.with(List.of("-Xms64m"))),
    FIXED_HEAP("heap of 768 MiB", jvm -> jvm.with(List.of("-Xms768m"))),
    HUGE_PAGES("transparent huge pages", jvm -> jvm.with(List.of("-XX:+UseTransparentHugePages"))),
    FIRST_TIERS("C1 alone", jvm -> jvm.with(List.of("-XX:TieredStopAtLevel=1"))),
    LAST_TIER("C2 alone", jvm -> jvm.with(List.of("-XX:-TieredCompilation"))),
    SAFEPOINT_EACH_SECOND(
            "safepoint each second",
            jvm -> jvm.with(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:GuaranteedSafepointInterval=1000"))),
    NO_PROACTIVE("no proactive collection", jvm -> jvm.with(List.of("-XX:-ZProactive")));

    private final String label;
    private final UnaryOperator<Jvm> change;

    JvmOption(String label, UnaryOperator<Jvm> change) {
        this.label = label;
        this.change = change;
    }

    String label() {
        return label;
    }

    Jvm in(Jvm jvm) {
        return change.apply(jvm);
    }
}
