package dev.creance.app;

import dev.creance.policies.Engine;
import dev.creance.policies.PolicyBundling;
import dev.creance.policies.PolicyError;
import dev.creance.policies.PolicySource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code creance policy swap}: hands a policy to a flight of another process. */
@Command(
        name = "swap",
        description = "Have a flight that goes on take over another policy, once that has followed for a while.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The flight's configuration must have 'policy: {swap: {}}'. It checks the policy, lets it follow and blends it in;",
            "what does not fit is refused, and the policy in charge flies on.",
            "Example: creance policy swap runs/crazyflie-20261122-101500 policies/mine"
        })
final class PolicySwapCommand implements Callable<Integer> {
    private static final long POLL_NS = 50_000_000;
    private static final long NS_PER_S = 1_000_000_000;

    @Parameters(index = "0", paramLabel = "RUN", description = "the folder of the run")
    private Path run;

    @Parameters(index = "1", paramLabel = "POLICY", description = "a folder with a policy.yaml, zoo/NAME, or a bundle")
    private String use;

    @Option(names = "--engine", paramLabel = "NAME", description = "what computes it; default ${DEFAULT-VALUE}")
    private String engine = Engine.AUTO.key();

    @Option(names = "--wait", paramLabel = "S", description = "for its answer, seconds; default ${DEFAULT-VALUE}")
    private int waitS = 30;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws UsageError {
        Engine with = Engine.of(engine)
                .orElseThrow(() -> new UsageError("--engine " + engine + " is none of " + Engine.keys()));
        Path folder = run.resolve(RunDirectory.SWAPS);
        requireGoesOn(folder);
        Path place;
        try {
            place = SwapRequests.handIn(folder, bundle(with), with);
        } catch (PolicyError refused) {
            throw new UsageError(refused.getMessage());
        } catch (IOException e) {
            throw new UsageError(run + " takes no policy: " + e.getMessage());
        }
        Optional<List<String>> answer = await(SwapRequests.answerTo(place));
        PrintWriter out = spec.commandLine().getOut();
        if (answer.isEmpty()) {
            out.printf("%s: no answer within %d s; see the log%n", run, waitS);
        } else {
            out.printf(
                    "%s: %s%n",
                    run, String.join(" ", answer.get().subList(1, answer.get().size())));
        }
        out.flush();
        boolean accepted = answer.isPresent() && answer.get().getFirst().equals("accepted");
        return accepted ? ExitCode.DONE : ExitCode.FOUND;
    }

    private void requireGoesOn(Path folder) throws UsageError {
        try {
            if (!LiveRun.of(run).alive()) {
                throw new UsageError(run + " is over; 'creance top' shows the run that goes on");
            }
        } catch (IOException e) {
            throw new UsageError(run + " is no run that goes on: " + e.getMessage());
        }
        if (!Files.isDirectory(folder)) {
            throw new UsageError(
                    run + " takes no policies in flight; write 'policy: {swap: {}}' into its configuration");
        }
    }

    /** As it is where it is one already, with its signature. */
    private byte[] bundle(Engine with) throws IOException {
        return use.endsWith(".bundle")
                ? Files.readAllBytes(Path.of(use))
                : PolicyBundling.of(PolicySource.of(use, Path.of("")), with, Optional.empty())
                        .bytes();
    }

    private Optional<List<String>> await(Path answer) throws UsageError {
        long startNs = System.nanoTime();
        try {
            while (!Files.exists(answer) && System.nanoTime() - startNs < waitS * NS_PER_S) {
                LockSupport.parkNanos(POLL_NS);
            }
            return Files.exists(answer) ? Optional.of(Files.readAllLines(answer)) : Optional.empty();
        } catch (IOException e) {
            throw new UsageError("the answer of " + run + " cannot be read: " + e.getMessage());
        }
    }
}
