package dev.creance.bench;

import dev.creance.dynamics.drive.Fidelity;
import dev.creance.sim.batch.Precision;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code creance bench sim}: plants, one and many, beside plain C of the same equations. */
@Command(
        name = "sim",
        description =
                "Steps per second of the plants, single and batched, beside plain C of the same equations, in turns.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example: creance bench sim --alternations 100 --json sim.json"})
final class SimCommand implements Callable<Integer> {
    private static final double BATCH_MARK = 1.0;
    private static final double SINGLE_MARK = 0.8;
    private static final int SINGLE_STEPS = 50;
    private static final String WIDE = "-mprefer-vector-width=512";

    @Option(names = "--alternations", description = "turns of each, of about 2 ms; default ${DEFAULT-VALUE}")
    private int alternations = 200;

    @Option(names = "--warm-up", paramLabel = "MS", description = "of each contestant; default ${DEFAULT-VALUE}")
    private long warmUpMs = 1000;

    @Option(names = "--environments", description = "in a batch, a multiple of 16; default ${DEFAULT-VALUE}")
    private int environments = 1024;

    @Option(names = "--json", paramLabel = "FILE", description = "write the result for machines")
    private Path json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (NativeProgram.compiler().isEmpty()) {
            out.println("there is no C compiler, and so no peer to compare with; bench/install-peers installs one");
            out.flush();
            return 1;
        }
        if (environments < 16 || environments % 16 != 0) {
            throw new IOException("--environments " + environments + " is not a multiple of 16");
        }
        SimReport report = new SimReport(out);
        try (WorkFolder folder = WorkFolder.create()) {
            for (SimCase each : cases(folder.path())) {
                measure(each, report);
            }
        }
        out.print(report.claims());
        out.flush();
        Arguments.writeJson(json, report.json());
        return 0;
    }

    private List<SimCase> cases(Path folder) throws IOException, InterruptedException {
        List<SimCase> all = new ArrayList<>();
        for (Precision precision : List.of(Precision.DOUBLE, Precision.FLOAT)) {
            SimPeer.Build one = new SimPeer.Build("quadrotor", precision, 8, List.of());
            all.add(SimQuadrotors.single(one, folder, SINGLE_STEPS, SINGLE_MARK));
        }
        for (SimPeer.Build build : builds("quadrotor")) {
            all.add(SimQuadrotors.batched(build, folder, environments, mark(build)));
        }
        for (Fidelity fidelity : Fidelity.values()) {
            SimPeer.Build drive = new SimPeer.Build("pmsm", Precision.DOUBLE, 8, List.of());
            all.add(SimDrives.single(drive, folder, SINGLE_STEPS, fidelity, SINGLE_MARK));
            for (SimPeer.Build build : builds("pmsm")) {
                all.add(SimDrives.batched(build, folder, environments, fidelity, mark(build)));
            }
        }
        for (SimPeer.Build build : builds("arms")) {
            if (build.precision() == Precision.DOUBLE) {
                all.add(SimArms.batched(build, folder, environments, mark(build)));
            }
        }
        SimPeer.Build arm = new SimPeer.Build("arm", Precision.DOUBLE, 1, List.of());
        all.add(SimArms.single(arm, folder, SINGLE_STEPS, SINGLE_MARK));
        return all;
    }

    /** What is claimed is claimed of {@code -march=native} as the compiler understands it; its widest vectors stand beside. */
    private static double mark(SimPeer.Build build) {
        return build.flags().isEmpty() ? BATCH_MARK : Double.NaN;
    }

    /** The tiles are those for which gcc 12 makes the fastest code of its own vectors, and of the widest. */
    private static List<SimPeer.Build> builds(String name) {
        List<SimPeer.Build> all = new ArrayList<>(List.of(
                new SimPeer.Build(name, Precision.DOUBLE, 8, List.of()),
                new SimPeer.Build(name, Precision.FLOAT, 8, List.of())));
        if (List.of("amd64", "x86_64").contains(System.getProperty("os.arch"))) {
            all.add(new SimPeer.Build(name, Precision.DOUBLE, 8, List.of(WIDE)));
            all.add(new SimPeer.Build(name, Precision.FLOAT, 16, List.of(WIDE)));
        }
        return all;
    }

    private void measure(SimCase each, SimReport report) throws IOException, InterruptedException {
        double difference = each.differenceAfterRuns();
        if (!(difference <= each.agreed())) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "%s: ours and C differ by %.2g, at most %.1g expected",
                    each.name(),
                    difference,
                    each.agreed()));
        }
        BatchTimes ours = new BatchTimes(each.ours(), alternations);
        BatchTimes theirs = new BatchTimes(each.theirs(), alternations);
        ours.warmUp(warmUpMs * 1_000_000);
        theirs.warmUp(warmUpMs * 100_000);
        Alternation.run(List.of(ours, theirs), alternations, new Random(7), round -> {}, turn -> {
            turn.batch();
            return 0;
        });
        report.add(each, difference, ours, theirs);
    }

    static String name(Precision precision) {
        return precision.name().toLowerCase(Locale.ROOT);
    }

    static String peer(SimPeer.Build build) {
        return build.flags().contains(WIDE) ? "C, 512-bit vectors" : "C";
    }

    static double agreed(Precision precision) {
        return precision == Precision.DOUBLE ? 1e-12 : 1e-5;
    }

    /** The greater of a difference and that of two numbers, over their size or what counts as one; NaN wins. */
    static double worse(double greatest, double ours, double theirs, double unit) {
        double difference = Math.abs(ours - theirs) / Math.max(unit, Math.abs(theirs));
        return difference <= greatest ? greatest : difference;
    }
}
