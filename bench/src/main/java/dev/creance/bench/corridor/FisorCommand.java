package dev.creance.bench.corridor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code creance bench fisor}: the corridor's actor alone, and with the choice among its draws. */
@Command(
        name = "fisor",
        description = {
            "Fly zoo/quadrotor-corridor through its chicane in seeded episodes: the actor's first draw; that of its 16 which the safety"
                    + " critic finds least dangerous; and the first that it finds feasible. That once more under a"
                    + " shield, and under one whose backup flies where the learned value Vh finds the state infeasible.",
            "Judged by the plant's true state at every sub-step."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example: creance bench fisor --episodes 1000 --json fisor.json"})
public final class FisorCommand implements Callable<Integer> {
    private static final int PARITY_EPISODES = 5;

    @Option(names = "--episodes", paramLabel = "N", description = "of each; default ${DEFAULT-VALUE}")
    private int episodes = 1000;

    @Option(names = "--seed", paramLabel = "N", description = "of the first episode; default ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(names = "--threads", paramLabel = "N", description = "default: one for each processor")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--json", paramLabel = "FILE", description = "write the result for machines")
    private Path json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (episodes < 1 || threads < 1) {
            throw new ParameterException(spec.commandLine(), "--episodes and --threads are 1 or more");
        }
        Report report = new Report(spec.commandLine().getOut());
        Campaign campaign = new Campaign(episodes, seed, threads);
        Map<Actor, List<Outcome>> flown = new EnumMap<>(Actor.class);
        for (Actor actor : Actor.values()) {
            flown.put(actor, campaign.fly(actor));
            report.add(actor, flown.get(actor));
        }
        for (Actor choice : EnumSet.complementOf(EnumSet.of(Actor.FIRST_DRAW))) {
            report.pairs(choice, flown.get(Actor.FIRST_DRAW), flown.get(choice));
        }
        report.add(Parity.of(PARITY_EPISODES, seed));
        if (json != null) {
            ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
            Files.writeString(json, mapper.writeValueAsString(report.json()) + "\n");
        }
        return 0;
    }
}
