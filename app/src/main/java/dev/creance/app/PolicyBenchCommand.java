package dev.creance.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.creance.policies.Engine;
import dev.creance.policies.ManifestPolicy;
import dev.creance.policies.ObservationRun;
import dev.creance.policies.Policies;
import dev.creance.policies.PolicyEnvironment;
import dev.creance.policies.PolicyError;
import dev.creance.policies.PolicySource;
import dev.creance.runtime.Frame;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code creance policy bench}: how fast one policy is on this machine, with each engine that takes it. */
@Command(
        name = "bench",
        description = "Measure a policy's latency and garbage, with each engine that takes it.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Back to back, and paced at 1 kHz as in a loop. On a machine that does nothing else the figures say most.",
            "Example: creance policy bench zoo/raptor"
        })
final class PolicyBenchCommand implements Callable<Integer> {
    @Parameters(paramLabel = "POLICY", description = "zoo/NAME, a folder with a policy.yaml, that file, or a bundle")
    private String use;

    @Option(names = "--engine", paramLabel = "NAME", description = "this one alone; default: each that takes it")
    private String engine;

    @Option(names = "--robot", paramLabel = "FILE", description = "the robot whose controller or set points it needs")
    private Path robot;

    @Option(names = "--calls", paramLabel = "N", description = "back to back; default ${DEFAULT-VALUE}")
    private int calls = 100_000;

    @Option(names = "--paced", paramLabel = "N", description = "calls at 1 kHz; default ${DEFAULT-VALUE}")
    private int paced = 5_000;

    @Option(names = "--json", paramLabel = "FILE", description = "write the result for machines")
    private Path json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws UsageError {
        if (calls < 1 || paced < 1) {
            throw new UsageError("--calls=" + calls + " and --paced=" + paced + " must be 1 or more");
        }
        PolicySource source = PolicySource.of(use, Path.of(""));
        List<PolicyTiming> timings = new ArrayList<>();
        Map<String, String> refusals = new LinkedHashMap<>();
        String name = use;
        try {
            List<ObservationRun> known = Policies.knownObservations(source);
            PolicyEnvironment environment =
                    PolicySurroundings.of(Optional.ofNullable(robot), Policies.nativeRateHz(source));
            for (Engine each : engines()) {
                try (ManifestPolicy policy = Policies.load(source, each, environment)) {
                    name = policy.name();
                    timings.add(PolicyTiming.of(policy, observations(known, policy, environment), calls, paced));
                } catch (PolicyError refused) {
                    refusals.put(each.key(), refused.problem());
                }
            }
        } catch (PolicyError refused) {
            throw new UsageError(refused.getMessage());
        }
        print(name, timings, refusals, spec.commandLine().getOut());
        Json.write(json, report(name, timings, refusals));
        return timings.isEmpty() ? ExitCode.FOUND : ExitCode.DONE;
    }

    private List<Engine> engines() throws UsageError {
        if (engine == null) {
            return List.of(Engine.values());
        }
        return List.of(Engine.of(engine)
                .orElseThrow(() -> new UsageError("--engine " + engine + " is none of " + Engine.keys())));
    }

    /** The known ones; where there are none, or none of what it goes on top of, what it observes of a robot that rests. */
    private static List<float[]> observations(
            List<ObservationRun> known, ManifestPolicy policy, PolicyEnvironment environment) {
        Frame sensors = PolicySurroundings.atRest(environment.sensors());
        Frame reference = PolicySurroundings.asking(environment.reference());
        return known.isEmpty()
                ? List.of(ObservationRun.observed(policy, sensors, reference))
                : ObservationRun.completed(known, policy, sensors, reference).stream()
                        .flatMap(run -> run.observations().stream())
                        .toList();
    }

    private static void print(String name, List<PolicyTiming> timings, Map<String, String> refusals, PrintWriter out) {
        out.printf("%s, microseconds a call%n", name);
        out.printf("%-28s %-14s %8s %8s %8s %9s %8s%n", "engine", "", "p50", "p99", "p99.9", "max", "bytes");
        for (PolicyTiming timing : timings) {
            row(timing.engine(), "back to back", timing.backToBack(), out);
            row("", "at 1 kHz", timing.paced(), out);
        }
        refusals.forEach((key, reason) -> out.printf("%-28s does not take it: %s%n", key, reason));
        out.flush();
    }

    private static void row(String engine, String how, PolicyTiming.Figures figures, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%-28s %-14s %8.2f %8.2f %8.2f %9.2f %8.1f%n",
                engine,
                how,
                figures.p50Us(),
                figures.p99Us(),
                figures.p999Us(),
                figures.maxUs(),
                figures.bytesPerCall());
    }

    private static ObjectNode report(String name, List<PolicyTiming> timings, Map<String, String> refusals) {
        ObjectNode root = Json.object().put("policy", name);
        ArrayNode rows = root.putArray("rows");
        for (PolicyTiming timing : timings) {
            add(timing.engine(), "back_to_back", timing.backToBack(), rows);
            add(timing.engine(), "paced_1_khz", timing.paced(), rows);
        }
        ObjectNode refused = root.putObject("refused");
        refusals.forEach(refused::put);
        return root;
    }

    private static void add(String engine, String how, PolicyTiming.Figures figures, ArrayNode rows) {
        rows.addObject()
                .put("engine", engine)
                .put("how", how)
                .put("calls", figures.calls())
                .put("p50_us", figures.p50Us())
                .put("p99_us", figures.p99Us())
                .put("p999_us", figures.p999Us())
                .put("max_us", figures.maxUs())
                .put("bytes_per_call", figures.bytesPerCall());
    }
}
