package dev.creance.bench.critic;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code creance bench critic}: what safety critics are worth, and what it is worth to ask them often. Exit codes: 0, 2 usage. */
@Command(
        name = "critic",
        description = {
            "Play tasks that bring a machine near its limits without a safety critic, and with one at one to ten times the policy's rate, the"
                    + " recovery policy behind it.",
            "First with the shield's limits far outside, so that there is nothing but the critic; then with limits where the task's are."
                    + " Judged by the plant's truth at every sub-step."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example: creance bench critic --episodes 1000 --task quadrotor --json critic.json"})
public final class CriticCommand implements Callable<Integer> {
    private enum Limits {
        WIDE,
        TASK
    }

    @Option(names = "--episodes", paramLabel = "N", description = "of each variant; default ${DEFAULT-VALUE}")
    private int episodes = 1000;

    @Option(names = "--task", split = ",", paramLabel = "TASK", description = "which tasks; default all of them")
    private List<String> tasks = List.of();

    @Option(names = "--limits", split = ",", paramLabel = "L", description = "the shield's: wide, task; default both")
    private Set<Limits> limits = EnumSet.allOf(Limits.class);

    @Option(names = "--seed", paramLabel = "N", description = "of all episodes; default ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(
            names = "--first",
            paramLabel = "N",
            description = "number of the first episode, to play many in parts; default ${DEFAULT-VALUE}")
    private int first;

    @Option(names = "--threads", paramLabel = "N", description = "default: one for each processor")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--json", paramLabel = "FILE", description = "write the result for machines")
    private Path json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        require(episodes >= 1, "--episodes " + episodes + " is below 1");
        require(first >= 0, "--first " + first + " is below 0");
        require(threads >= 1, "--threads " + threads + " is below 1");
        CriticReport report = new CriticReport(spec.commandLine().getOut());
        for (Task task : chosen()) {
            report.begin(task, first, episodes, seed);
            Campaign campaign = new Campaign(task, first, episodes, seed, Math.min(threads, episodes));
            for (Variant variant : variants()) {
                long from = System.nanoTime();
                List<Outcome> outcomes = campaign.run(variant);
                report.add(new Figures(variant, outcomes), (System.nanoTime() - from) * 1e-9);
            }
        }
        if (json != null) {
            ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
            Files.writeString(json, mapper.writeValueAsString(report.json()) + "\n");
        }
        return 0;
    }

    private List<Variant> variants() {
        return Variant.all().stream()
                .filter(variant -> limits.contains(variant.barriers() ? Limits.TASK : Limits.WIDE))
                .toList();
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private List<Task> chosen() {
        List<Task> all = Task.all();
        List<String> names = all.stream().map(Task::name).toList();
        for (String name : tasks) {
            require(names.contains(name), "--task " + name + " is none of " + String.join(", ", names));
        }
        return all.stream()
                .filter(task -> tasks.isEmpty() || tasks.contains(task.name()))
                .toList();
    }
}
