package dev.creance.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.creance.drivers.LinkBudget;
import dev.creance.policies.ManifestPolicy;
import dev.creance.safety.ExplainedLimit;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code creance check}: everything that {@code run} would refuse, refused without touching hardware. */
@Command(
        name = "check",
        description = "Validate a robot's file, its policy and what its shield assumes; touches no hardware.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: creance check examples/quadrotor.yaml --explain"})
final class CheckCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "CONFIG", description = "the robot's file")
    private Path file;

    @Option(names = "--schema", description = "print the JSON Schema of the format, for editors, and check nothing")
    private boolean schema;

    @Option(
            names = "--explain",
            description = "print every limit that the shield keeps, its margin at rest and what stopping takes of it")
    private boolean explain;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "put a value in the file's place")
    private Map<String, String> sets = new LinkedHashMap<>();

    @Option(names = "--json", paramLabel = "FILE", description = "write the result for machines")
    private Path json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws UsageError {
        if (schema) {
            spec.commandLine().getOut().print(RobotSchema.text());
            spec.commandLine().getOut().flush();
            return ExitCode.DONE;
        }
        if (file == null) {
            throw new UsageError("no CONFIG is given; write creance check FILE");
        }
        RobotConfig config = RobotConfig.read(file, sets);
        Controls controls = Controls.of(config);
        Candidates.shadow(controls).ifPresent(ManifestPolicy::close);
        LinkBudget budget = config.linkBudget();
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%s: ok%n", file);
        out.printf(
                Locale.ROOT,
                "  loop    %s Hz ticks, policy %s (%s) every %d%n",
                number(config.loop().rateHz()),
                controls.manifest().name(),
                controls.manifest().engine(),
                config.loop().policyDivider());
        out.printf(
                Locale.ROOT,
                "  link    %s: %.1f bytes a tick up, %.1f down%s%n",
                config.vehicle().port(),
                budget.upBytesPerTick(),
                budget.downBytesPerTick(),
                Double.isInfinite(budget.availableBytesPerTick())
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "; %.0f %% of %.1f at %d baud",
                                100 * budget.load(),
                                budget.availableBytesPerTick(),
                                budget.baud()));
        long tickNs = config.loop().tickPeriodNs();
        RuleText.lines(controls.shield(), tickNs).forEach(line -> out.println("  " + line));
        GuardText.lines(controls.guards()).forEach(line -> out.println("  " + line));
        List<ExplainedLimit> limits = explain ? config.shield().explain(config.shieldTiming()) : List.of();
        if (explain) {
            out.print(ExplanationText.of(limits));
        }
        out.flush();
        Json.write(
                json,
                Json.object()
                        .put("file", file.toString())
                        .put("robot", config.robot())
                        .put("policy", controls.manifest().name())
                        .put("policy_sha256", controls.manifest().sha256())
                        .put("link_up_bytes_per_tick", budget.upBytesPerTick())
                        .put("link_down_bytes_per_tick", budget.downBytesPerTick())
                        .put("link_load", budget.load())
                        .<ObjectNode>set("rules", RuleText.json(controls.shield(), tickNs))
                        .<ObjectNode>set("guards", GuardText.json(controls.guards()))
                        .set("limits", ExplanationText.json(limits)));
        controls.policy().close();
        controls.closeGuards();
        return ExitCode.DONE;
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
