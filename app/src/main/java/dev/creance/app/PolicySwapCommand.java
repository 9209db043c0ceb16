package dev.creance.app;

import dev.creance.policies.Engine;
import dev.creance.policies.PolicyBundling;
import dev.creance.policies.PolicyError;
import dev.creance.policies.PolicySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
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
        RequestToRun request = RequestToRun.to(
                run,
                RunDirectory.SWAPS,
                "takes no policies in flight; write 'policy: {swap: {}}' into its configuration");
        Path place;
        try {
            place = SwapRequests.handIn(request.folder(), bundle(with), with);
        } catch (PolicyError refused) {
            throw new UsageError(refused.getMessage());
        } catch (IOException e) {
            throw new UsageError(run + " takes no policy: " + e.getMessage());
        }
        return request.await(place, waitS, spec.commandLine().getOut());
    }

    /** As it is where it is one already, with its signature. */
    private byte[] bundle(Engine with) throws IOException {
        return use.endsWith(".bundle")
                ? Files.readAllBytes(Path.of(use))
                : PolicyBundling.of(PolicySource.of(use, Path.of("")), with, Optional.empty())
                        .bytes();
    }
}
