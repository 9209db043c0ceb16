package dev.creance.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.creance.policies.InspectOptions;
import dev.creance.policies.Policies;
import dev.creance.policies.PolicyError;
import dev.creance.policies.PolicyOutline;
import dev.creance.policies.PolicyReport;
import dev.creance.policies.PolicySource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code creance policy inspect}: what a policy is, and which joint, scale, term or rate is wrong, before power-on. */
@Command(
        name = "inspect",
        description = {
            "Say what a policy is: tensors, operators, manifest, costs, and what speaks against running it.",
            "Exit code 1 where an error was found; warnings are for a person to judge."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples: creance policy inspect zoo/raptor",
            "          creance policy inspect zoo/raptor --log runs/flight.mcap"
        })
final class PolicyInspectCommand implements Callable<Integer> {
    private static final Path HERE = Path.of("");

    @Parameters(paramLabel = "PATH", description = "zoo/NAME, a folder with a policy.yaml, that file, or an .onnx")
    private String path;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "observations to hold the network against: a flight log, or a CSV with one in each row")
    private Path log;

    @Option(names = "--no-latency", description = "do not measure how long the engines take")
    private boolean noLatency;

    @Option(names = "--json", paramLabel = "FILE", description = "write the result for machines")
    private Path json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws UsageError {
        PolicyReport report;
        try {
            List<float[]> observations = log == null ? List.of() : ObservationRows.read(log, outline());
            report =
                    Policies.inspect(path, HERE, new InspectOptions(observations, noLatency ? null : System::nanoTime));
        } catch (PolicyError refused) {
            throw new UsageError(refused.getMessage());
        }
        PolicyReportText.print(report, spec.commandLine().getOut());
        ObjectNode root = Json.MAPPER.valueToTree(report);
        Json.write(json, root.put("passed", report.passed()));
        return report.passed() ? ExitCode.DONE : ExitCode.FOUND;
    }

    /** Empty for a network without a manifest. */
    private Optional<PolicyOutline> outline() {
        return path.endsWith(".onnx") ? Optional.empty() : Optional.of(PolicyOutline.of(PolicySource.of(path, HERE)));
    }
}
