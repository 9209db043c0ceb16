package dev.creance.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.creance.runtime.realtime.Finding;
import dev.creance.runtime.realtime.Fitness;
import dev.creance.runtime.realtime.KernelFiles;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the doctor found, for people, for bug reports and for machines. */
final class DoctorReport {
    private static final String RESET = "\033[0m";

    private final boolean colours;

    DoctorReport(boolean colours) {
        this.colours = colours;
    }

    /** What this machine is, in two lines. */
    static String head(KernelFiles files, Doctor.Question question) {
        return String.format(
                Locale.ROOT,
                "creance doctor %s, %s, Java %s%n%s, %s, %d x %s; tick on cpu %d, SCHED_FIFO %d%n",
                Main.VERSION,
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                Runtime.version(),
                kernel(files),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                processor(files),
                question.cpu(),
                Doctor.PRIORITY);
    }

    private static String kernel(KernelFiles files) {
        return "Linux " + files.text("/proc/sys/kernel/osrelease").orElse("of unknown version");
    }

    private static String processor(KernelFiles files) {
        return files.value("/proc/cpuinfo", "model name")
                .map(value -> value.substring(value.indexOf(':') + 1).strip())
                .orElse("processors of unknown kind");
    }

    String line(Finding finding) {
        String remedy = finding.remedy().isEmpty() ? "" : " ".repeat(27) + "-> " + finding.remedy() + "\n";
        return String.format(
                Locale.ROOT,
                "%s%-7s%s  %-16s  %s%n%s",
                colour(finding.fitness()),
                label(finding.fitness()),
                colours ? RESET : "",
                finding.name(),
                finding.found(),
                remedy);
    }

    private String colour(Fitness fitness) {
        if (!colours) {
            return "";
        }
        return switch (fitness) {
            case GO -> "\033[32m";
            case CAUTION -> "\033[33m";
            case NO_GO -> "\033[31m";
        };
    }

    private static String label(Fitness fitness) {
        return fitness == Fitness.NO_GO ? "NO-GO" : fitness.name();
    }

    /** In JSON: {@code go}, {@code caution}, {@code no_go}. */
    static String word(Fitness fitness) {
        return fitness.name().toLowerCase(Locale.ROOT);
    }

    String measured(WakeUps wakeUps) {
        return String.format(
                        Locale.ROOT,
                        "%nwake-ups at %s for %.1f s, sleeping until %.0f us before the deadline, then spinning; load %s%n",
                        WakeUps.rate(wakeUps.rateHz()),
                        wakeUps.plan().durationNs() * 1e-9,
                        wakeUps.plan().spinNs() * 1e-3,
                        wakeUps.load())
                + line(wakeUps.finding())
                + String.format(
                        Locale.ROOT,
                        "  %.0f %% of a core, %d bytes allocated; kept waiting %.1f ms, host took %.1f ms; late by, bars"
                                + " logarithmic:%n",
                        100 * wakeUps.result().cpuShare(),
                        wakeUps.result().allocatedBytes(),
                        wakeUps.result().runDelayNs() * 1e-6,
                        wakeUps.result().stealNs() * 1e-6)
                + HistogramPicture.of(wakeUps.result().wakeUpNs());
    }

    String verdict(List<Finding> looked, List<WakeUps> measured) {
        List<Finding> all = all(looked, measured);
        double heldHz = WakeUps.highestHeldHz(measured);
        String rate = measured.isEmpty()
                ? ""
                : heldHz == 0
                        ? "highest rate held: none of those measured"
                        : "highest rate held: " + WakeUps.rate(heldHz) + " (late: "
                                + WakeUps.certainty(measured, heldHz) + ")";
        return String.format(
                Locale.ROOT,
                "%n%s%s%s: %d go, %d caution, %d no-go%n%s%n  (%s)%n",
                colour(Fitness.worst(all)),
                label(Fitness.worst(all)),
                colours ? RESET : "",
                count(all, Fitness.GO),
                count(all, Fitness.CAUTION),
                count(all, Fitness.NO_GO),
                rate,
                WakeUps.RULE);
    }

    static List<Finding> all(List<Finding> looked, List<WakeUps> measured) {
        List<Finding> all = new ArrayList<>(looked);
        measured.forEach(wakeUps -> all.add(wakeUps.finding()));
        return all;
    }

    private static long count(List<Finding> findings, Fitness fitness) {
        return findings.stream().filter(finding -> finding.fitness() == fitness).count();
    }

    static ObjectNode json(KernelFiles files, Doctor.Question question, List<Finding> looked, List<WakeUps> measured) {
        ObjectNode json = Json.object()
                .put("creance", Main.VERSION)
                .put("java", Runtime.version().toString())
                .put("kernel", kernel(files))
                .put("processor", processor(files))
                .put("processors", Runtime.getRuntime().availableProcessors())
                .put("tick_cpu", question.cpu())
                .put("tick_priority", Doctor.PRIORITY)
                .put("verdict", word(Fitness.worst(all(looked, measured))));
        ArrayNode checks = json.putArray("checks");
        looked.forEach(finding -> checks.addObject()
                .put("name", finding.name())
                .put("fitness", word(finding.fitness()))
                .put("found", finding.found())
                .put("remedy", finding.remedy()));
        ArrayNode rows = json.putArray("wakeups");
        measured.forEach(wakeUps -> rows.add(wakeUps.toJson()));
        json.put("highest_rate_held_hz", WakeUps.highestHeldHz(measured));
        json.put("highest_rate_rule", WakeUps.RULE);
        return json;
    }
}
