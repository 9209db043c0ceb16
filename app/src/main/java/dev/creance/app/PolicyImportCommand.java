package dev.creance.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.creance.policies.PolicyError;
import dev.creance.policies.PolicyImport;
import dev.creance.policies.imports.Answers;
import dev.creance.policies.imports.ImportError;
import dev.creance.policies.imports.Question;
import dev.creance.runtime.config.ConfigFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code creance policy import}: other projects' exports as a policy of ours, with a question for all they leave out. */
@Command(
        name = "import",
        description = "Write a policy.yaml for what another project exported; ask for what it leaves out.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit code 1 while questions are open; nothing is written then.",
            "Example: creance policy import deploy.yaml --model policy.onnx --answers go2.yaml --out policies/go2"
        })
final class PolicyImportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SOURCE", description = "an .onnx, a configuration beside one, or a folder with both")
    private Path source;

    @Option(names = "--model", paramLabel = "FILE", description = "the network, where it lies elsewhere")
    private Path model;

    @Option(names = "--format", description = "the convention; default: found out")
    private String format;

    @Option(names = "--answer", paramLabel = "KEY=VALUE", description = "the answer to a question, as YAML")
    private Map<String, String> answers = new LinkedHashMap<>();

    @Option(names = "--answers", paramLabel = "FILE", description = "answers by key, as YAML")
    private Path answersFile;

    @Option(names = "--out", paramLabel = "DIR", description = "where the policy is written; default: shown only")
    private Path out;

    @Option(names = "--json", paramLabel = "FILE", description = "write the result for machines")
    private Path json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws UsageError {
        Answers given = new Answers();
        if (answersFile != null) {
            given.addAll(ConfigFile.read(answersFile));
        }
        answers.forEach(given::add);
        PolicyImport result;
        try {
            result = PolicyImport.of(source, model, format, given);
        } catch (ImportError | PolicyError refused) {
            throw new UsageError(refused.getMessage());
        }
        boolean answered = result.questions().isEmpty();
        print(result, spec.commandLine().getOut());
        Json.write(json, report(result));
        if (answered && out != null) {
            try {
                result.write(out);
            } catch (IOException e) {
                throw new UsageError(
                        "--out=" + out + " cannot be written (" + e.getMessage() + "); choose another place");
            }
        }
        return answered ? ExitCode.DONE : ExitCode.FOUND;
    }

    private void print(PolicyImport result, PrintWriter to) {
        if (out == null || !result.questions().isEmpty()) {
            to.print(result.text());
            to.println();
        }
        to.printf("%s: read as %s%n", source, result.format());
        result.pitfalls().forEach(pitfall -> to.printf("  look      %s%n", pitfall));
        for (Question question : result.questions()) {
            to.printf("  question  %s: %s%n", question.key(), question.text());
            to.printf("            --answer '%s=%s'%n", question.key(), question.example());
        }
        if (!result.questions().isEmpty()) {
            to.printf(
                    "%d questions are open: nothing was written%n",
                    result.questions().size());
        } else if (out != null) {
            to.printf("wrote %s; next: creance policy inspect %s%n", out.resolve("policy.yaml"), out);
        }
        to.flush();
    }

    private ObjectNode report(PolicyImport result) {
        ObjectNode root = Json.object().put("source", source.toString()).put("format", result.format());
        root.put("manifest", result.text());
        ArrayNode questions = root.putArray("questions");
        for (Question question : result.questions()) {
            questions
                    .addObject()
                    .put("key", question.key())
                    .put("text", question.text())
                    .put("example", question.example());
        }
        ArrayNode pitfalls = root.putArray("pitfalls");
        result.pitfalls().forEach(pitfalls::add);
        return root;
    }
}
