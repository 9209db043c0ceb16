package dev.creance.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code creance policy set}: changes what is asked of the policy in a flight of another process. */
@Command(
        name = "set",
        description = "Change set points of a flight that goes on: a skill, a goal, a preference, a task.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The flight's configuration must name them in 'policy: {set: […]}'. All values are taken in the same tick;",
            "where one is unknown, in another unit or out of the policy's range, none is, and the flight goes on.",
            "Example: creance policy set runs/crazyflie-20261122-101500 skill.index=2 goal.forward=0.5 m/s"
        })
final class PolicySetCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "RUN", description = "the folder of the run")
    private Path run;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "NAME.VALUE=NUMBER [UNIT]",
            description = "a value, with the unit that the policy's manifest has")
    private List<String> words;

    @Option(names = "--wait", paramLabel = "S", description = "for its answer, seconds; default ${DEFAULT-VALUE}")
    private int waitS = 10;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws UsageError {
        RequestToRun request = RequestToRun.to(
                run,
                RunDirectory.SETPOINTS,
                "has no set points that may be changed in flight; name them in 'policy: {set: […]}' of its configuration");
        try {
            Path place = SetpointRequests.handIn(request.folder(), values());
            return request.await(place, waitS, spec.commandLine().getOut());
        } catch (IOException e) {
            throw new UsageError(run + " takes no set points: " + e.getMessage());
        }
    }

    /** A shell splits a value from its unit. */
    private List<String> values() {
        List<String> values = new ArrayList<>();
        for (String word : words) {
            if (word.contains("=") || values.isEmpty()) {
                values.add(word);
            } else {
                values.add(values.removeLast() + " " + word);
            }
        }
        return values;
    }
}
