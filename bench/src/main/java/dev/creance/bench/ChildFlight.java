package dev.creance.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.creance.app.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code creance run} in a JVM of its own, and what it leaves behind: log, summary, and the JVM's own log of its stops. */
final class ChildFlight {
    private static final long LOOK_MS = 50;
    private static final long LIMIT_NS = 300_000_000_000L;
    private static final Pattern PEAK = Pattern.compile("(?m)^VmHWM:\\s+(\\d+) kB$");
    private static final double KIB_PER_MIB = 1024;
    private static final List<String> OF_THE_JVM = List.of("gc_pause", "safepoint");

    /**
     * What all variants fly.
     *
     * @param duration of the scenario, as {@code --duration} takes it
     * @param beginning how long the flight is said to begin
     * @param sets further values in place of the configuration's
     */
    record Plan(Path config, String duration, Duration beginning, Map<String, String> sets) {}

    private final Variant variant;
    private final Plan plan;
    private final Path folder;
    private final Series cpuNs = new Series();
    private double peakMib;

    private ChildFlight(Variant variant, Plan plan, Path folder) {
        this.variant = variant;
        this.plan = plan;
        this.folder = folder;
    }

    /** Empty where the policy never took over; a flight that ended early counts. */
    static Optional<FlightFigures> fly(Variant variant, Plan plan) throws IOException, InterruptedException {
        try (WorkFolder folder = WorkFolder.create()) {
            return new ChildFlight(variant, plan, folder.path()).fly();
        }
    }

    private Optional<FlightFigures> fly() throws IOException, InterruptedException {
        long startNs = System.nanoTime();
        Process process = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(printed().toFile())
                .start();
        try {
            watch(process, startNs);
        } finally {
            process.destroyForcibly();
        }
        Path log = run().resolve("flight.mcap");
        if (!Files.exists(log) || !Files.exists(summary())) {
            throw new IOException(variant.name() + " did not fly, and ended with " + process.exitValue() + ": "
                    + lastLines(Files.readString(printed())));
        }
        Optional<FlightTicks> ticks = FlightTicks.read(log, plan.beginning());
        return ticks.isEmpty()
                ? Optional.empty()
                : Optional.of(figures(
                        ticks.get(),
                        new ObjectMapper().readTree(summary().toFile()),
                        (ticks.get().fromNs() - startNs) * 1e-9));
    }

    private List<String> command() {
        List<String> arguments = new ArrayList<>();
        boolean alone = variant.neighbourMbPerS() == 0;
        if (!alone) {
            arguments.addAll(List.of(
                    Double.toString(variant.neighbourMbPerS()), neighbour().toString()));
        }
        arguments.addAll(List.of("run", plan.config().toString(), "--duration", plan.duration()));
        arguments.addAll(List.of("--out", run().toString(), "--json", summary().toString()));
        Map<String, String> sets = new LinkedHashMap<>(plan.sets());
        sets.putAll(variant.sets());
        sets.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
        if (!variant.warmUp()) {
            arguments.add("--cold");
        }
        return variant.jvm().with(SafepointLog.flags(stops())).command(alone ? Main.class : Neighbour.class, arguments);
    }

    /** A process that has ended no longer tells. */
    private void watch(Process process, long startNs) throws IOException, InterruptedException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        while (!process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS)) {
            long nowNs = System.nanoTime();
            process.info().totalCpuDuration().ifPresent(used -> cpuNs.add(nowNs, used.toNanos()));
            peakMib = Math.max(peakMib, peakMib(status));
            if (nowNs - startNs > LIMIT_NS) {
                throw new IOException(
                        variant.name() + " does not come to an end: " + lastLines(Files.readString(printed())));
            }
        }
    }

    private static double peakMib(Path status) {
        try {
            Matcher peak = PEAK.matcher(Files.readString(status));
            return peak.find() ? Long.parseLong(peak.group(1)) / KIB_PER_MIB : 0;
        } catch (IOException ended) {
            return 0;
        }
    }

    private FlightFigures figures(FlightTicks ticks, JsonNode summary, double armedAfterS) throws IOException {
        JsonNode causes = summary.path("late_ticks").path("by_cause");
        long lateByJvm = OF_THE_JVM.stream()
                .mapToLong(cause -> causes.path(cause).longValue())
                .sum();
        List<String> warnings = new ArrayList<>();
        summary.path("warnings").forEach(warning -> warnings.add(warning.textValue()));
        return new FlightFigures(
                ticks,
                armedAfterS,
                summary.path("overruns").longValue(),
                summary.path("skipped_ticks").longValue(),
                lateByJvm,
                summary.path("allocated_bytes_per_tick").doubleValue(),
                SafepointLog.read(stops()).between(ticks.fromNs(), ticks.toNs()),
                cpuNs.slope(ticks.fromNs(), ticks.toNs()),
                peakMib,
                neighbourMbPerS(ticks),
                summary.path("outcome").textValue(),
                warnings);
    }

    private double neighbourMbPerS(FlightTicks ticks) throws IOException {
        if (variant.neighbourMbPerS() == 0) {
            return 0;
        }
        Series bytes = new Series();
        try (Stream<String> lines = Files.lines(neighbour())) {
            lines.map(line -> line.split(" "))
                    .forEach(point -> bytes.add(Long.parseLong(point[0]), Long.parseLong(point[1])));
        }
        return 1e3 * bytes.slope(ticks.fromNs(), ticks.toNs());
    }

    private static String lastLines(String text) {
        List<String> lines = text.lines().toList();
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }

    private Path run() {
        return folder.resolve("run");
    }

    private Path summary() {
        return folder.resolve("summary.json");
    }

    private Path stops() {
        return folder.resolve("stops.log");
    }

    private Path neighbour() {
        return folder.resolve("neighbour");
    }

    private Path printed() {
        return folder.resolve("printed");
    }
}
