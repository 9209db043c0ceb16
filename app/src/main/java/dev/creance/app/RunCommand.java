package dev.creance.app;

import dev.creance.runtime.DeviceException;
import dev.creance.runtime.realtime.KernelFiles;
import dev.creance.runtime.realtime.machine.JavaBuild;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code creance run}: the main job. The only verb that moves anything. */
@Command(
        name = "run",
        description = "Fly what the file describes: the control loop with everything around it.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "First Ctrl-C lands, second one cuts the motors.",
            "Example: creance run examples/quadrotor.yaml --duration 10s"
        })
final class RunCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CONFIG", description = "the robot's file")
    private Path file;

    @Option(names = "--duration", paramLabel = "D", description = "of the scenario, for example '10 s'")
    private String duration;

    @Option(names = "--lockstep", description = "on a virtual clock, as fast as the processor goes; simulators only")
    private boolean lockstep;

    @Option(names = "--seed", paramLabel = "N", description = "of everything random; default ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "put a value in the file's place")
    private Map<String, String> sets = new LinkedHashMap<>();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "folder for log and report; default: a new one in record.dir")
    private Path out;

    @Option(names = "--json", paramLabel = "FILE", description = "write the summary for machines")
    private Path json;

    @Option(
            names = "--cold",
            hidden = true,
            description =
                    "without the warm-up, so that the first seconds are slow; simulators only, for creance bench start")
    private boolean cold;

    @Override
    public Integer call() throws UsageError, DeviceException {
        Preflight.refuseCorrupting(JavaBuild.running());
        Map<String, String> all = new LinkedHashMap<>(sets);
        if (duration != null) {
            all.put("scenario.duration", duration);
        }
        RobotConfig config = RobotConfig.read(file, all);
        if (cold && !config.simulated()) {
            throw new UsageError("--cold needs a simulator, and devices.vehicle.port="
                    + config.vehicle().port() + " is a machine's; leave it out");
        }
        Console console = new Console();
        if (!lockstep) {
            Preflight.warn(config, KernelFiles.ofThisMachine(), console);
        }
        Flight flight = new Flight(config, new Flight.Options(all, lockstep, seed, out, cold), console);
        RunSummary summary = flight.run();
        Json.write(json, summary.toJson());
        System.out.print(SummaryText.of(summary));
        return summary.verdict().exitCode();
    }
}
