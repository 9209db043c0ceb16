package dev.creance.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.creance.safety.qp.DualActiveSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code creance bench qp}: the shield's projection beside ojAlgo. Exit code 1 where they disagree, or one is left unsolved. */
@Command(
        name = "qp",
        description = "The shield's projection beside ojAlgo: agreement over random problems, and times in turns.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example: creance bench qp --problems 1000000 --json qp.json"})
final class QpCommand implements Callable<Integer> {
    /** Different problems in a batch, so that no branch is learned by heart. */
    private static final int POOL = 256;

    private static final List<QpProblem.Size> SIZES = List.of(
            new QpProblem.Size(4, 12), new QpProblem.Size(4, 20), new QpProblem.Size(7, 28), new QpProblem.Size(7, 46));

    @Option(
            names = "--problems",
            description = "with a solution, of each size, and a quarter as many without; default ${DEFAULT-VALUE}")
    private long problems = 20_000;

    @Option(names = "--alternations", description = "turns of each, of about 2 ms; default ${DEFAULT-VALUE}")
    private int alternations = 200;

    @Option(names = "--warm-up", paramLabel = "MS", description = "of each contestant; default ${DEFAULT-VALUE}")
    private long warmUpMs = 1000;

    @Option(names = "--seed", description = "of the problems; default ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(names = "--json", paramLabel = "FILE", description = "write the result for machines")
    private Path json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        ObjectMapper mapper = new ObjectMapper();
        ArrayNode rows = mapper.createArrayNode();
        boolean holds = true;
        out.printf("%d problems with a solution and %d without, of each size%n", problems, problems / 4);
        out.printf(
                "%-6s %8s %5s %8s %7s  %-18s %9s %5s %9s %9s %4s %9s %7s  %s%n",
                "size",
                "ours us",
                "B",
                "ojAlgo",
                "ratio",
                "quartiles",
                "differ",
                "apart",
                "primal",
                "KKT",
                "most",
                "unsolved",
                "missed",
                "ojAlgo's");
        for (QpProblem.Size size : SIZES) {
            QpAgreement agreement = QpAgreement.of(size, problems, seed);
            holds &= agreement.holds();
            report(agreement, out, rows.addObject());
            out.flush();
        }
        Arguments.writeJson(json, mapper.createObjectNode().set("rows", rows));
        return holds ? 0 : 1;
    }

    private void report(QpAgreement agreement, PrintWriter out, ObjectNode row)
            throws IOException, InterruptedException {
        BatchTimes ours = ours(agreement.size);
        BatchTimes theirs = theirs(agreement.size);
        ours.warmUp(warmUpMs * 1_000_000);
        theirs.warmUp(warmUpMs * 1_000_000);
        Alternation.run(List.of(ours, theirs), alternations, new Random(7), round -> {}, turn -> {
            turn.batch();
            return 0;
        });
        Quartiles ratio = ratio(ours.meansNs(), theirs.meansNs());
        out.printf(
                Locale.ROOT,
                "%-6s %8.2f %5.0f %8.1f %7.4f  %.4f to %.4f   %9.1e %5d %9.1e %9.1e %4d %9d %7d  %d, %d, %d%n",
                agreement.size,
                ours.medianNs() / 1e3,
                ours.bytesPerCall(),
                theirs.medianNs() / 1e3,
                ratio.median(),
                ratio.lower(),
                ratio.upper(),
                agreement.largestDifference,
                agreement.apart,
                agreement.primal,
                agreement.kkt,
                agreement.mostIterations,
                agreement.unsolved,
                agreement.missed,
                agreement.peerUnsolved,
                agreement.peerMissed,
                agreement.peerWorse);
        row.put("name", agreement.size.toString()).put("unit", "us").put("ours", ours.medianNs() / 1e3);
        row.put("peer", "ojAlgo").put("peer_value", theirs.medianNs() / 1e3).put("ratio", ratio.median());
        row.put("ratio_lower_quartile", ratio.lower()).put("ratio_upper_quartile", ratio.upper());
        row.put("bytes_per_op", ours.bytesPerCall()).put("samples", ours.taken());
        row.put("problems", agreement.problems).put("unsolved", agreement.unsolved);
        row.put("infeasible", agreement.infeasible).put("infeasible_missed", agreement.missed);
        row.put("peer_unsolved", agreement.peerUnsolved).put("peer_infeasible_missed", agreement.peerMissed);
        row.put("largest_difference", agreement.largestDifference);
        row.put("apart", agreement.apart).put("peer_worse", agreement.peerWorse);
        row.put("primal_residual", agreement.primal).put("kkt_residual", agreement.kkt);
        row.put("most_iterations", agreement.mostIterations);
    }

    private BatchTimes ours(QpProblem.Size size) {
        DualActiveSet solver = ShieldQp.solver(size);
        return times(size, problem -> new ShieldQp(problem, solver)::solve);
    }

    private BatchTimes theirs(QpProblem.Size size) {
        return times(size, problem -> new OjAlgoQp(problem)::solve);
    }

    private interface Contestant {
        Runnable of(QpProblem problem);
    }

    /** One call is one problem of the pool; both have the same ones. */
    private BatchTimes times(QpProblem.Size size, Contestant contestant) {
        SplittableRandom random = new SplittableRandom(seed);
        Runnable[] pool = new Runnable[POOL];
        for (int i = 0; i < POOL; i++) {
            pool[i] = contestant.of(QpProblem.feasible(size, random));
        }
        int[] next = new int[1];
        return new BatchTimes(() -> pool[next[0]++ % POOL].run(), alternations);
    }

    private static Quartiles ratio(double[] oursNs, double[] theirsNs) {
        double[] ratios = new double[oursNs.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = oursNs[i] / theirsNs[i];
        }
        return Quartiles.of(ratios);
    }
}
