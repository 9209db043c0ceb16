package dev.creance.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.creance.runtime.Clock;
import dev.creance.runtime.DeviceException;
import dev.creance.runtime.StopRequest;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.loop.StopSwitch;
import dev.creance.runtime.realtime.MonotonicClock;
import dev.creance.sim.CaseFormatException;
import dev.creance.sim.PlantVerification;
import dev.creance.sim.VerifyResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code creance sim}: simulated machines at the far end of a link, as a process of their own; and their plants against data. */
@Command(
        name = "sim",
        description =
                "Serve the plants of robots' files to hosts in other processes, or hold a plant against recorded data.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "[VERB]",
        footer = {
            "",
            "A port is pty:PATH (a pseudo-terminal that hosts find at PATH), a serial port, tcp://host:port or udp://host:port.",
            "The host runs the same file over it: creance run robot.yaml --set devices.vehicle.port=hil:PATH",
            "Example: creance sim examples/quadrotor.yaml --port pty:/tmp/vehicle"
        },
        subcommands = SimCommand.Verify.class)
final class SimCommand implements Callable<Integer> {
    private static final double LONGEST_S = 24 * 3600;
    private static final long LOOK_NS = 50_000_000;

    @Parameters(arity = "0..*", paramLabel = "CONFIG", description = "robots' files; each has its own --port")
    private List<Path> files = List.of();

    @Option(names = "--port", paramLabel = "P", description = "where hosts find it; one for each file")
    private List<String> ports = List.of();

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--lockstep",
            description = "time stands still until the host grants more; default: the wall's clock")
    private boolean lockstep;

    @Option(names = "--duration", paramLabel = "D", description = "then it ends; default: at Ctrl-C")
    private String duration;

    @Option(names = "--seed", paramLabel = "N", description = "of everything random; default ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "put a value in each file's place")
    private Map<String, String> sets = new LinkedHashMap<>();

    @Option(names = "--json", paramLabel = "FILE", description = "write the summary for machines")
    private Path json;

    @Override
    public Integer call() throws UsageError, DeviceException {
        if (files.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "neither a file nor a verb is given");
        }
        if (files.size() != ports.size()) {
            throw new UsageError(
                    files.size() + " files, but " + ports.size() + " ports; give --port once for each file");
        }
        long durationNs = duration == null
                ? Long.MAX_VALUE
                : ConfigFile.parse("--duration", duration).nanoseconds(LONGEST_S);
        List<ServedRobot> robots = new ArrayList<>();
        try {
            for (int i = 0; i < files.size(); i++) {
                Path file = files.get(i);
                robots.add(ServedRobot.open(() -> RobotConfig.read(file, sets), ports.get(i), lockstep, seed));
            }
            serve(robots, durationNs);
            ObjectNode root = Json.object();
            ArrayNode list = root.putArray("robots");
            robots.forEach(robot -> list.add(robot.close()));
            Json.write(json, root);
        } finally {
            robots.forEach(ServedRobot::close);
        }
        return ExitCode.DONE;
    }

    private static void serve(List<ServedRobot> robots, long durationNs) {
        StopSwitch stop = new StopSwitch();
        Clock wall = new MonotonicClock(0);
        StopSignals signals = new StopSignals(stop, "the simulators end");
        try {
            long startNs = wall.nowNs();
            while (stop.current() == StopRequest.NONE && wall.nowNs() - startNs < durationNs) {
                robots.forEach(robot -> robot.look(wall.nowNs()));
                wall.sleepUntil(wall.nowNs() + LOOK_NS);
            }
        } finally {
            signals.close();
        }
    }

    @Command(
            name = "verify",
            description = "Replay recorded actions through a plant and print the largest deviation per state.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Quadrotor: CSV with columns t, px..pz, qw..qz, vx..vz, wx..wz, rpm0..3 or rotor0..3, a0..a3;",
                "constant force and torque from a cases*.json beside it that lists the file.",
                "Arms: lines of JSON, .jsonl or .jsonl.gz, as tools/mujoco-golden writes them.",
                "Drive: NAME_truth.csv or NAME_euler_nN.csv with columns k, a0.., states, and NAME.json beside it.",
                "",
                "Example: creance sim verify --tolerance 1e-12 sim/src/test/resources/**/01_hover_trim.csv"
            })
    static final class Verify implements Callable<Integer> {
        @Parameters(arity = "1..*", paramLabel = "CASE.csv", description = "recorded roll-outs")
        private List<Path> cases;

        @Option(
                names = "--model",
                description =
                        "l2f or l2f2; arm; drive, or drive-rk4 in place of the recording's solver; the case tells if left out")
        private Optional<String> model;

        @Option(
                names = "--params",
                description = "parameter set or file, or another header of a drive; the case's own if left out")
        private Optional<String> parameters;

        @Option(
                names = "--tolerance",
                description = "largest relative deviation that passes; default 1e-9, of a drive solved adaptively 1e-8,"
                        + " by drive-rk4 1e-5")
        private Optional<Double> tolerance;

        @Option(names = "--json", paramLabel = "FILE", description = "write the result for machines")
        private Path json;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws UsageError {
            PlantVerification verification;
            try {
                verification = new PlantVerification(model, parameters);
            } catch (IllegalArgumentException unknown) {
                throw new UsageError("--model: " + unknown.getMessage());
            }
            List<VerifyResult> results = new ArrayList<>();
            boolean passed = true;
            for (Path file : cases) {
                try {
                    VerifyResult result = verification.verify(file);
                    results.add(result);
                    passed &= print(result);
                } catch (CaseFormatException malformed) {
                    throw new UsageError(malformed.getMessage());
                }
            }
            Json.write(json, toJson(results));
            return passed ? ExitCode.DONE : ExitCode.FOUND;
        }

        private boolean print(VerifyResult result) {
            double mark = tolerance.orElse(result.mark());
            boolean passed = result.passes(mark);
            StringBuilder states = new StringBuilder();
            result.byState()
                    .forEach((name, error) ->
                            states.append(String.format(Locale.ROOT, " %s %.1e", name, error.maxAbsError())));
            spec.commandLine()
                    .getOut()
                    .printf(
                            Locale.ROOT,
                            "%s %s: relative %.2e (mark %.0e), absolute %.2e%n    by state:%s%n",
                            passed ? "ok  " : "FAIL",
                            result.file(),
                            result.maxRelError(),
                            mark,
                            result.maxAbsError(),
                            states);
            for (VerifyResult.Metric metric : result.metrics()) {
                spec.commandLine()
                        .getOut()
                        .printf(
                                Locale.ROOT,
                                "    %s: %.6g, recorded %.6g (%.1e)%n",
                                metric.name(),
                                metric.ours(),
                                metric.recorded(),
                                metric.relError());
            }
            spec.commandLine().getOut().flush();
            return passed;
        }

        private static ObjectNode toJson(List<VerifyResult> results) {
            ObjectNode root = Json.object();
            ArrayNode list = root.putArray("cases");
            for (VerifyResult result : results) {
                ObjectNode entry = list.addObject()
                        .put("file", result.file())
                        .put("mark", result.mark())
                        .put("max_abs_error", result.maxAbsError())
                        .put("max_rel_error", result.maxRelError());
                ObjectNode metrics = entry.putObject("metrics");
                result.metrics()
                        .forEach(metric -> metrics.putObject(metric.name())
                                .put("ours", metric.ours())
                                .put("recorded", metric.recorded()));
                ObjectNode byState = entry.putObject("by_state");
                for (Map.Entry<String, VerifyResult.StateError> state :
                        result.byState().entrySet()) {
                    byState.putObject(state.getKey())
                            .put("max_abs_error", state.getValue().maxAbsError())
                            .put("max_rel_error", state.getValue().maxRelError())
                            .put("at_row", state.getValue().atRow());
                }
            }
            return root;
        }
    }
}
