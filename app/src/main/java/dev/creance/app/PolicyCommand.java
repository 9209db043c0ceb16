package dev.creance.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.creance.policies.Engine;
import dev.creance.policies.Policies;
import dev.creance.policies.PolicyError;
import dev.creance.policies.PolicySource;
import dev.creance.policies.Tolerance;
import dev.creance.policies.Verification;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code creance policy}: what a policy is, whether it computes what its authors say, and how others' become one of ours. */
@Command(
        name = "policy",
        description = "Inspect, verify, import, bundle and compare policies.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        footer = {"", "Example: creance policy inspect zoo/raptor"},
        subcommands = {
            PolicyInspectCommand.class,
            PolicyCommand.Verify.class,
            PolicyImportCommand.class,
            PolicyBundleCommand.class,
            PolicyDiffCommand.class,
            PolicyBenchCommand.class,
            PolicySwapCommand.class,
            PolicySetCommand.class,
            PolicyCommand.SchemaText.class
        })
final class PolicyCommand {
    private static final Path HERE = Path.of("");

    @Command(
            name = "verify",
            description = "Compare a policy's outputs with known answers.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples: creance policy verify zoo/raptor",
                "          creance policy verify model.onnx --golden model.golden.json",
                "          creance policy verify mine.bundle --trust team.pub"
            })
    static final class Verify implements Callable<Integer> {
        @Parameters(
                paramLabel = "PATH",
                description = "an .onnx with --golden, or a policy that names its known answers")
        private String path;

        @Option(names = "--golden", paramLabel = "FILE", description = "known answers in the golden format")
        private Path golden;

        @Option(
                names = "--trust",
                paramLabel = "PUBKEY",
                description = "the Ed25519 public key, in PEM, that must have signed the bundle")
        private Path trust;

        @Option(
                names = "--engine",
                paramLabel = "NAME",
                description = "what computes it: onnxruntime (default), native, plain, or auto",
                defaultValue = "onnxruntime")
        private String engine;

        @Option(names = "--tolerance", description = "largest absolute deviation; default 1e-4 (1 + |want|)")
        private Double tolerance;

        @Option(names = "--json", paramLabel = "FILE", description = "write the result for machines")
        private Path json;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws UsageError {
            if (golden != null && trust != null) {
                throw new UsageError("--trust asks for a signed bundle, and --golden goes with a bare .onnx; drop one");
            }
            Verification result;
            Engine with = Engine.of(engine)
                    .orElseThrow(() -> new UsageError("--engine " + engine + " is none of " + Engine.keys()));
            try {
                result = golden == null
                        ? Policies.verify(source(), with)
                        : Policies.verify(
                                Path.of(path),
                                golden,
                                with,
                                tolerance == null ? Tolerance.GOLDEN : Tolerance.absolute(tolerance));
            } catch (PolicyError refused) {
                throw new UsageError(refused.getMessage());
            }
            PrintWriter out = spec.commandLine().getOut();
            for (Verification.OutputDeviation output : result.outputs()) {
                out.printf(
                        Locale.ROOT,
                        "%s %s: largest deviation %.2e over %d values (%s)%n",
                        output.passed() ? "ok  " : "FAIL",
                        output.output(),
                        output.maxAbsError(),
                        output.values(),
                        output.worstCall());
            }
            result.notes().forEach(note -> out.printf("     %s%n", note));
            out.printf(
                    "%s %s: %d cases, %d steps in sequence, %s%n",
                    result.passed() ? "ok  " : "FAIL", result.model(), result.cases(), result.steps(), result.engine());
            out.flush();
            ObjectNode root = Json.MAPPER.valueToTree(result);
            root.put("passed", result.passed());
            Json.write(json, root);
            return result.passed() ? ExitCode.DONE : ExitCode.FOUND;
        }

        private PolicySource source() {
            PolicySource source = PolicySource.of(path, HERE);
            return trust == null ? source : source.trusting(trust);
        }
    }

    @Command(
            name = "schema",
            description = "Print the JSON Schema of policy.yaml, for editors.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: creance policy schema > policy.schema.json"})
    static final class SchemaText implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            spec.commandLine().getOut().print(RobotSchema.policy());
            spec.commandLine().getOut().flush();
            return ExitCode.DONE;
        }
    }
}
