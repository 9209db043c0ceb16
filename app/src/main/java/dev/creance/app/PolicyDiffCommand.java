package dev.creance.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.creance.policies.Engine;
import dev.creance.policies.ManifestPolicy;
import dev.creance.policies.ObservationRun;
import dev.creance.policies.Policies;
import dev.creance.policies.PolicyDiff;
import dev.creance.policies.PolicyEnvironment;
import dev.creance.policies.PolicyError;
import dev.creance.policies.PolicySource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code creance policy diff}: a teacher against its student. Moves nothing. */
@Command(
        name = "diff",
        description = "Say how far the commands of two policies that observe the same lie apart.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Asks both about the observations in A's known answers and about random ones in the same ranges, or about those",
            "of a recorded flight. Exit code 1 where a command differs by more than --tolerance.",
            "Example: creance policy diff zoo/raptor policies/small --tolerance 0.02"
        })
final class PolicyDiffCommand implements Callable<Integer> {
    private static final Path HERE = Path.of("");

    @Parameters(index = "0", paramLabel = "A", description = "zoo/NAME, a folder with a policy.yaml, or a bundle")
    private String a;

    @Parameters(index = "1", paramLabel = "B", description = "the one that is held against it")
    private String b;

    @Option(names = "--log", paramLabel = "FILE", description = "ask about the observations of this flight")
    private Path log;

    @Option(names = "--robot", paramLabel = "FILE", description = "the robot whose controller or set points they need")
    private Path robot;

    @Option(names = "--random", paramLabel = "N", description = "random observations; default ${DEFAULT-VALUE}")
    private int random = 2000;

    @Option(names = "--seed", paramLabel = "N", description = "of the random observations; default ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(names = "--engine", paramLabel = "NAME", description = "what computes A; default ${DEFAULT-VALUE}")
    private String engineA = Engine.ONNX_RUNTIME.key();

    @Option(names = "--engine-b", paramLabel = "NAME", description = "what computes B; default: what computes A")
    private String engineB;

    @Option(
            names = "--tolerance",
            paramLabel = "X",
            description = "greatest difference of a command, in its unit, that passes; default: any")
    private double tolerance = Double.POSITIVE_INFINITY;

    @Option(names = "--json", paramLabel = "FILE", description = "write the result for machines")
    private Path json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws UsageError {
        PolicyDiff diff;
        try {
            diff = diff(PolicySource.of(a, HERE), PolicySource.of(b, HERE));
        } catch (PolicyError refused) {
            throw new UsageError(refused.getMessage());
        }
        boolean passed = diff.within(tolerance);
        print(diff, passed, spec.commandLine().getOut());
        ObjectNode root = Json.MAPPER.valueToTree(diff);
        if (Double.isFinite(tolerance)) {
            root.put("tolerance", tolerance);
        }
        Json.write(json, root.put("passed", passed));
        return passed ? ExitCode.DONE : ExitCode.FOUND;
    }

    private PolicyDiff diff(PolicySource first, PolicySource second) throws UsageError {
        if (log != null && robot != null) {
            throw new UsageError("--log=" + log + " holds the robot that it was flown with; drop --robot");
        }
        Optional<RecordedObservations> recorded = log == null ? Optional.empty() : Optional.of(recorded());
        PolicyEnvironment environment = recorded.isPresent()
                ? PolicySurroundings.of(recorded.get().schema())
                : PolicySurroundings.of(Optional.ofNullable(robot), Policies.nativeRateHz(first));
        try (ManifestPolicy teacher = Policies.load(first, engine(engineA), environment);
                ManifestPolicy student =
                        Policies.load(second, engine(engineB == null ? engineA : engineB), environment)) {
            List<ObservationRun> runs = recorded.isPresent()
                    ? recorded.get().of(teacher.identity(), teacher.observationSize())
                    : knownAndRandom(first, teacher, student, environment);
            return PolicyDiff.of(teacher, student, environment, runs);
        }
    }

    private RecordedObservations recorded() throws UsageError {
        try {
            RecordedObservations recorded = RecordedObservations.read(log);
            if (recorded.runs().isEmpty()) {
                throw new IOException("the policy observed nothing in it: it never took over");
            }
            return recorded;
        } catch (IOException e) {
            throw new UsageError("--log=" + log + " cannot be read: " + e.getMessage());
        }
    }

    /** What they go on top of sees a robot that rests: whatever it answers, both add to the same. */
    private List<ObservationRun> knownAndRandom(
            PolicySource first, ManifestPolicy teacher, ManifestPolicy student, PolicyEnvironment environment)
            throws UsageError {
        List<ObservationRun> known = Policies.knownObservations(first);
        if (known.isEmpty()) {
            throw new UsageError(a + " has no known answers, and so no observations to compare at; give --log");
        }
        if (student.standsAlone() && !teacher.standsAlone()) {
            throw new UsageError(a + " goes on top of another and " + b
                    + " stands alone: only a flight says what that other one observes; give --log");
        }
        List<ObservationRun> runs = new ArrayList<>(ObservationRun.completed(
                known,
                teacher,
                PolicySurroundings.atRest(environment.sensors()),
                PolicySurroundings.asking(environment.reference())));
        if (random > 0) {
            runs.addAll(ObservationRun.random(runs, random, seed));
        }
        return runs;
    }

    private static Engine engine(String key) throws UsageError {
        return Engine.of(key).orElseThrow(() -> new UsageError("--engine " + key + " is none of " + Engine.keys()));
    }

    private void print(PolicyDiff diff, boolean passed, PrintWriter out) {
        out.printf("A  %s, %s%n", diff.a().name(), diff.a().engine());
        out.printf("B  %s, %s%n", diff.b().name(), diff.b().engine());
        out.printf(
                "%d observations in %d runs, %d answered by both, %d by one alone%n",
                diff.calls(), diff.runs().size(), diff.compared(), diff.statusDifferences());
        out.printf(
                "%-12s %-5s %10s %10s %10s %6s %6s   %s%n",
                "command", "unit", "max", "rms", "p99", "side", "ends", "greatest at");
        for (PolicyDiff.ChannelDiff channel : diff.channels()) {
            out.printf(
                    Locale.ROOT,
                    "%-12s %-5s %10.3g %10.3g %10.3g %5.1f%% %5.1f%%   %s: %.4g against %.4g%n",
                    channel.name(),
                    channel.unit(),
                    channel.max(),
                    channel.rms(),
                    channel.p99(),
                    100 * channel.sameSide(),
                    100 * channel.sameSaturation(),
                    channel.worst(),
                    channel.worstA(),
                    channel.worstB());
        }
        if (Double.isFinite(tolerance)) {
            out.printf(
                    Locale.ROOT,
                    "%s greatest difference %.3g, tolerance %.3g%n",
                    passed ? "ok  " : "FAIL",
                    diff.max(),
                    tolerance);
        }
        out.flush();
    }
}
