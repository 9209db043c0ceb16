package dev.creance.app;

import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.config.Dimension;
import dev.creance.runtime.realtime.Finding;
import dev.creance.runtime.realtime.Fitness;
import dev.creance.runtime.realtime.KernelFiles;
import dev.creance.runtime.realtime.machine.MachineChecks;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code creance doctor}: whether this machine can hold a rate, before anything moves. */
@Command(
        name = "doctor",
        description =
                "Say whether this machine is fit for real time and what to change; measure how it wakes a thread.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "GO: nothing to do. CAUTION: late ticks under load, or nobody knows. NO-GO: late ticks; exit code 1.",
            "What each line means: docs/doctor.md",
            "Example: creance doctor --rate 1kHz,4kHz --load cpu --json doctor.json"
        })
final class DoctorCommand implements Callable<Integer> {
    private static final double SLOWEST_HZ = 1;
    private static final double FASTEST_HZ = 20_000;
    private static final double LONGEST_S = 24 * 3600;
    private static final long SHORTEST_NS = 10_000_000;

    @Option(
            names = "--rate",
            paramLabel = "R",
            split = ",",
            description = "rates to measure at, for example 1kHz,4kHz; default: 1kHz")
    private List<String> rates = List.of("1kHz");

    @Option(names = "--duration", paramLabel = "D", description = "of the measurement at each rate; default 10s")
    private String duration = "10s";

    @Option(
            names = "--load",
            paramLabel = "KIND",
            description = "keep the machine busy meanwhile: none, cpu, memory or disk; default: none")
    private BackgroundLoad.Kind load = BackgroundLoad.Kind.NONE;

    @Option(
            names = "--cpu",
            paramLabel = "N",
            description = "the tick's processor; default: an isolated one, else the last")
    private Integer cpu;

    @Option(names = "--json", paramLabel = "FILE", description = "write the result for machines")
    private Path json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws UsageError {
        KernelFiles files = KernelFiles.ofThisMachine();
        Doctor doctor = new Doctor(files);
        Doctor.Question question = question(files);
        boolean terminal = System.console() != null && System.console().isTerminal();
        DoctorReport report = new DoctorReport(terminal && System.getenv("NO_COLOR") == null);
        PrintWriter out = spec.commandLine().getOut();
        out.print(DoctorReport.head(files, question) + "\n");
        List<Finding> looked = doctor.look(question.cpu());
        looked.forEach(finding -> out.print(report.line(finding)));
        out.flush();
        List<WakeUps> measured = new ArrayList<>();
        for (double rateHz : question.ratesHz()) {
            try (Countdown _ = Countdown.start(terminal, WakeUps.rate(rateHz), question.durationNs())) {
                measured.add(Doctor.measure(question, rateHz));
            }
            out.print(report.measured(measured.getLast()));
            out.flush();
        }
        out.print(report.verdict(looked, measured));
        out.flush();
        Json.write(json, DoctorReport.json(files, question, looked, measured));
        boolean fit = Fitness.worst(DoctorReport.all(looked, measured)) != Fitness.NO_GO;
        return fit ? ExitCode.DONE : ExitCode.FOUND;
    }

    private Doctor.Question question(KernelFiles files) throws UsageError {
        if (cpu != null && (cpu < 0 || cpu > 1023)) {
            throw new UsageError("--cpu=" + cpu + " is outside 0 to 1023; processors count from 0");
        }
        List<Double> ratesHz = new ArrayList<>();
        for (String rate : rates) {
            ratesHz.add(ConfigFile.option("--rate", rate).quantity(Dimension.FREQUENCY, SLOWEST_HZ, FASTEST_HZ));
        }
        long durationNs = ConfigFile.option("--duration", duration).nanoseconds(LONGEST_S);
        double slowestHz =
                ratesHz.stream().mapToDouble(Double::doubleValue).min().orElse(SLOWEST_HZ);
        if (durationNs < SHORTEST_NS || durationNs < 1e9 / slowestHz) {
            throw new UsageError("--duration=" + duration + " is below 10 ms or a single period; take 10s");
        }
        return new Doctor.Question(cpu == null ? MachineChecks.bestCpu(files) : cpu, ratesHz, durationNs, load);
    }
}
