package dev.creance.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.creance.policies.Engine;
import dev.creance.policies.PolicyBundling;
import dev.creance.policies.PolicyError;
import dev.creance.policies.PolicySource;
import dev.creance.policies.bundle.BundleError;
import dev.creance.policies.bundle.Keys;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code creance policy bundle}: a policy and all that belongs to it as one file. */
@Command(
        name = "bundle",
        description = "Put a policy into one file: manifest, networks, weights, known answers, hashes and a signature.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Keys are OpenSSL's: openssl genpkey -algorithm ed25519 -out team.key; openssl pkey -in team.key -pubout -out"
                    + " team.pub",
            "Example: creance policy bundle policies/mine -o mine.bundle --sign team.key"
        })
final class PolicyBundleCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "a folder with a policy.yaml, that file, or zoo/NAME")
    private String use;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE.bundle",
            required = true,
            description = "the file to write")
    private Path out;

    @Option(names = "--sign", paramLabel = "KEY", description = "sign it with the Ed25519 private key in this PEM file")
    private Path sign;

    @Option(names = "--json", paramLabel = "FILE", description = "write the result for machines")
    private Path json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws UsageError {
        if (!out.getFileName().toString().endsWith(".bundle")) {
            throw new UsageError("--out=" + out + " does not end in .bundle, by which a bundle is known; add it");
        }
        try {
            PolicyBundling result = PolicyBundling.of(PolicySource.of(use, Path.of("")), Engine.ONNX_RUNTIME, key());
            write(result.bytes());
            print(result, spec.commandLine().getOut());
            Json.write(json, report(result));
            return ExitCode.DONE;
        } catch (PolicyError refused) {
            throw new UsageError(refused.getMessage());
        }
    }

    private Optional<PrivateKey> key() throws UsageError {
        try {
            return sign == null ? Optional.empty() : Optional.of(Keys.toSign(Files.readAllBytes(sign)));
        } catch (BundleError refused) {
            throw new UsageError("--sign=" + sign + " " + refused.problem() + "; " + refused.remedy());
        } catch (IOException e) {
            throw new UsageError("--sign=" + sign + " cannot be read: " + e.getMessage());
        }
    }

    private void write(byte[] bytes) throws UsageError {
        try {
            Files.write(out, bytes);
        } catch (IOException e) {
            throw new UsageError("--out=" + out + " cannot be written (" + e.getMessage() + "); choose another place");
        }
    }

    private void print(PolicyBundling result, PrintWriter to) {
        result.files().forEach(file -> to.printf("  holds       %s%n", file));
        result.leftOut().forEach(file -> to.printf("  left out    %s: the manifest does not name it%n", file));
        to.printf(
                "  known       %s%n",
                result.verification()
                        .map(answers -> "answers met: " + answers.cases() + " cases, " + answers.steps() + " steps")
                        .orElse("answers: none, so nothing was checked"));
        to.printf(
                "%s: %d bytes, %s; next: creance policy verify %s%n",
                out, result.bytes().length, sign == null ? "not signed" : "signed with " + sign, out);
        to.flush();
    }

    private ObjectNode report(PolicyBundling result) {
        ObjectNode root = Json.object()
                .put("bundle", out.toString())
                .put("bytes", result.bytes().length)
                .put("signed", sign != null);
        ArrayNode files = root.putArray("files");
        result.files().forEach(files::add);
        ArrayNode leftOut = root.putArray("left_out");
        result.leftOut().forEach(leftOut::add);
        return root;
    }
}
