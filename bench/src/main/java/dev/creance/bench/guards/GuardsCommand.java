package dev.creance.bench.guards;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code creance bench guards}: what guards detect, how late, and how often they cry wolf. Exit codes: 0, 2 usage. */
@Command(
        name = "guards",
        description = {
            "Fly the same flights with nothing wrong and with forged observations, faults and conditions that the guards were not calibrated for:"
                    + " false alarms an hour, share and delay of detections, area under the ROC curve.",
            "The guards only warn, so that all of them see the same flight."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example: creance bench guards --family quadrotor --episodes 200 --json guards.json"})
public final class GuardsCommand implements Callable<Integer> {
    @Option(names = "--episodes", paramLabel = "N", description = "with each threat; default ${DEFAULT-VALUE}")
    private int episodes = 200;

    @Option(names = "--nominal", paramLabel = "N", description = "without one; default ${DEFAULT-VALUE}")
    private int nominal = 2000;

    @Option(names = "--family", split = ",", paramLabel = "F", description = "quadrotor, drive; default both")
    private List<String> families = List.of();

    @Option(
            names = "--threat",
            split = ",",
            paramLabel = "WORD",
            description = "only threats with one of these words in their names")
    private List<String> words = List.of();

    @Option(names = "--seed", paramLabel = "N", description = "of all episodes; default ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(names = "--threads", paramLabel = "N", description = "default: one for each processor")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--json", paramLabel = "FILE", description = "write the result for machines")
    private Path json;

    @Option(
            names = "--calibrate",
            paramLabel = "FOLDER",
            description =
                    "instead of all this, fly with nothing wrong and write the tables of the guard in this folder anew; of each folder"
                            + " named")
    private List<Path> calibrated = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        require(episodes >= 1, "--episodes " + episodes + " is below 1");
        require(nominal >= 1, "--nominal " + nominal + " is below 1");
        require(threads >= 1, "--threads " + threads + " is below 1");
        List<Family> chosen = chosen();
        if (!calibrated.isEmpty()) {
            require(chosen.size() == 1, "--calibrate needs one --family");
            Calibration calibration = new Calibration(new Campaign(chosen.getFirst(), seed, threads), episodes);
            for (Path folder : calibrated) {
                spec.commandLine().getOut().println(calibration.write(folder));
            }
            return 0;
        }
        GuardsReport report = new GuardsReport(spec.commandLine().getOut());
        for (Family family : chosen) {
            measure(family, report);
        }
        if (json != null) {
            ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
            Files.writeString(json, mapper.writeValueAsString(report.json()) + "\n");
        }
        return 0;
    }

    private void measure(Family family, GuardsReport report) throws InterruptedException {
        Campaign campaign = new Campaign(family, seed, threads);
        List<Threat> threats = threats(family);
        List<Outcome> unharmed = campaign.run(Threat.NONE, nominal);
        report.begin(family, seed, unharmed);
        report.add(Threat.NONE, unharmed, 0);
        for (Threat threat : threats) {
            long from = System.nanoTime();
            List<Outcome> outcomes = campaign.run(threat, episodes);
            report.add(threat, outcomes, (System.nanoTime() - from) * 1e-9);
        }
    }

    private List<Threat> threats(Family family) {
        return family.threats().stream()
                .filter(threat -> words.isEmpty()
                        || words.stream().anyMatch(word -> threat.words().contains(word)))
                .toList();
    }

    private List<Family> chosen() {
        List<Family> all = Family.all();
        List<String> names = all.stream().map(Family::name).toList();
        for (String name : families) {
            require(names.contains(name), "--family " + name + " is none of " + String.join(", ", names));
        }
        List<Family> chosen = new ArrayList<>(all);
        chosen.removeIf(family -> !families.isEmpty() && !families.contains(family.name()));
        return chosen;
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }
}
