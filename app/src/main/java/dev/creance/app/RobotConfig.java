package dev.creance.app;

import dev.creance.drivers.DeviceConfig;
import dev.creance.drivers.LinkBudget;
import dev.creance.fleet.TelemetryConfig;
import dev.creance.runtime.Policy;
import dev.creance.runtime.Reference;
import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import dev.creance.runtime.loop.LoopSettings;
import dev.creance.safety.ShieldSettings;
import dev.creance.safety.ShieldTiming;
import dev.creance.sim.Faults;
import dev.creance.sim.PlantConfig;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A robot's file, bound: every section read by the module it belongs to, and what holds between sections checked here. Reading
 * it touches no hardware.
 *
 * @param root the file, for what is bound later (the policy needs its network)
 * @param durationNs of the scenario, from the policy's taking over; {@link Long#MAX_VALUE} for no end
 * @param plant absent where a real machine is at the far end
 * @param machine what its class brings to the run
 */
record RobotConfig(
        ConfigNode root,
        String robot,
        LoopSettings loop,
        DeviceConfig vehicle,
        Optional<PlantConfig> plant,
        MachineClass machine,
        Reference reference,
        long durationNs,
        Faults faults,
        LifeCycle lifeCycle,
        RecordConfig record,
        TelemetryConfig telemetry) {
    private static final double LONGEST_S = 24 * 3600;
    private static final int VERSION = 1;

    /** Reads a file with the values that {@code --set} puts in its place. */
    static RobotConfig read(Path file, Map<String, String> sets) {
        return bind(ConfigFile.read(file), sets);
    }

    static RobotConfig bind(ConfigNode root, Map<String, String> sets) {
        if (!root.isMap()) {
            throw root.error("a robot's file is a map of sections").withHint("start with 'creance: 1'");
        }
        ConfigNode version = root.child("creance");
        if (!version.string().equals(Integer.toString(VERSION))) {
            throw version.error("=" + version.string() + " is not a version of the format that this program reads")
                    .withHint("write 'creance: " + VERSION + "'");
        }
        sets.forEach(root::set);
        root.only(
                "creance",
                "robot",
                "loop",
                "devices",
                "plant",
                "dynamics",
                "policy",
                "shield",
                "scenario",
                "record",
                "telemetry");
        ConfigNode name = root.child("robot");
        if (!name.string().matches("[a-z0-9][a-z0-9_.-]{0,63}")) {
            throw name.error("='" + name.string() + "' is no robot's name")
                    .withHint("use up to 64 lower-case letters, digits, '.', '_' and '-'");
        }
        ConfigNode scenario = root.child("scenario").only("duration", "reference", "setpoints", "faults", "swaps");
        DeviceConfig vehicle =
                DeviceConfig.from(root.child("devices").only("vehicle").child("vehicle"));
        requireOneFarEnd(root, vehicle);
        Optional<PlantConfig> plant = root.optional("plant").map(PlantConfig::from);
        MachineClass machine = MachineClass.of(root, plant);
        RobotConfig config = new RobotConfig(
                root,
                name.string(),
                LoopSettings.from(root.child("loop")),
                vehicle,
                plant,
                machine,
                reference(scenario, machine),
                scenario.optional("duration")
                        .map(duration -> Math.round(duration.quantity(Dimension.TIME, 0.1, LONGEST_S) * 1e9))
                        .orElse(Long.MAX_VALUE),
                scenario.optional("faults")
                        .map(list -> Faults.from(list, plant))
                        .orElseGet(Faults::none),
                LifeCycle.from(root),
                RecordConfig.from(root.optional("record")),
                root.optional("telemetry").map(TelemetryConfig::from).orElseGet(TelemetryConfig::off));
        config.check();
        return config;
    }

    private static Reference reference(ConfigNode scenario, MachineClass machine) {
        Reference course = machine.reference(scenario.child("reference"));
        return scenario.optional("setpoints")
                .map(list -> ScheduledSetpoints.from(list, course))
                .orElse(course);
    }

    /** What is at the far end, a machine or a simulator, must be the same in both sections. */
    private static void requireOneFarEnd(ConfigNode root, DeviceConfig vehicle) {
        ConfigNode port = vehicle.node().child("port");
        boolean simulated = vehicle.port().hasPlant();
        if (simulated && !root.has("plant")) {
            throw port.error("=" + port.string() + " has a simulator at its far end, but there is no section 'plant'")
                    .withHint("add 'plant: {model: quadrotor, params: crazyflie-2.x}' or name the machine's port");
        }
        if (!simulated && root.has("plant")) {
            throw root.child("plant")
                    .error(" describes a simulator, but devices.vehicle.port=" + port.string() + " is a machine's")
                    .withHint(
                            "remove 'plant' (what the shield believes of the machine goes into 'dynamics'), or set the"
                                    + " port to pty:sim, or to hil: and the port where creance sim serves it");
        }
        if (!simulated && !root.has("dynamics")) {
            throw port.error("=" + port.string() + " is a machine's, but there is no section 'dynamics'")
                    .withHint("add 'dynamics: {params: crazyflie-2.x}': what the shield believes of the machine");
        }
    }

    /** What may fly instead of a policy, and below one. */
    Map<String, Supplier<Policy>> controllers() {
        return machine.controllers(reference, 1 / loop.policyRateHz());
    }

    /** The limits that hold, and what keeps them. */
    ShieldSettings shield() {
        return machine.shield();
    }

    /** What the shield must know of the loop. */
    ShieldTiming shieldTiming() {
        return new ShieldTiming(
                loop.tickPeriodNs(), loop.policyDivider(), loop.policyDeadlineNs(), loop.maxOverruns(), loop.overrun());
    }

    private void check() {
        if (!vehicle.port().hasPlant() && !faults.all().isEmpty()) {
            throw root.child("scenario")
                    .child("faults")
                    .error(" can only be injected into a simulator, and devices.vehicle.port=" + vehicle.port())
                    .withHint("remove them, or set the port to pty:sim");
        }
        times();
        Baseline.require(this);
        linkBudget().error(vehicle).ifPresent(error -> {
            throw error;
        });
    }

    /** Refuses a course that the shield would not let be flown; asked once the shield has accepted its own settings. */
    void checkReference() {
        shield().checkReference(root.child("scenario").child("reference"), reference, durationNs);
    }

    private void times() {
        long validityNs = vehicle.commandValidityUs() * 1000L;
        long tickNs = loop.tickPeriodNs();
        if (validityNs < 2 * tickNs) {
            throw at(
                            "devices.vehicle.command_validity",
                            validityNs,
                            " is below two ticks of " + milliseconds(tickNs)
                                    + ": one late tick would make the device take over")
                    .withHint("raise it to " + milliseconds(2 * tickNs) + " or more");
        }
        if (validityNs >= shield().resumeWindowNs()) {
            throw at(
                            "devices.vehicle.command_validity",
                            validityNs,
                            " is not below shield.failsafe.resume_window="
                                    + milliseconds(shield().resumeWindowNs())
                                    + ": a silent device would be given up while it still acts on the last command")
                    .withHint("lower it, or raise shield.failsafe.resume_window above it");
        }
        long frameNs = Math.max(tickNs, Math.round(1e9 / sensorRateHz()));
        if (shield().sensorAgeNs() < 2 * frameNs) {
            throw at(
                            "shield.limits.sensor_age",
                            shield().sensorAgeNs(),
                            " is below two "
                                    + (frameNs > tickNs ? "frames of plant.rate, " : "ticks of ")
                                    + milliseconds(frameNs)
                                    + " each: every frame would be stale")
                    .withHint("raise it to " + milliseconds(2 * frameNs) + " or more"
                            + (frameNs > tickNs ? ", or raise plant.rate" : ""));
        }
    }

    /** An error at a duration, or at the nearest section around it where its default is in force. */
    private ConfigError at(String path, long valueNs, String problem) {
        ConfigNode node = root;
        for (String key : path.split("\\.", -1)) {
            Optional<ConfigNode> next = node.optional(key);
            if (next.isEmpty()) {
                return node.error(": " + path + "=" + milliseconds(valueNs) + " (the default)" + problem);
            }
            node = next.get();
        }
        return node.error("=" + node.string() + problem);
    }

    private static String milliseconds(long ns) {
        return BigDecimal.valueOf(ns, 6).stripTrailingZeros().toPlainString() + " ms";
    }

    /** A simulated device streams at its own rate, a real one at the loop's. */
    private double sensorRateHz() {
        return plant.map(p -> (double) p.rateHz()).orElseGet(loop::rateHz);
    }

    LinkBudget linkBudget() {
        return LinkBudget.of(
                vehicle, machine.sensors().size(), machine.commands().size(), loop.rateHz(), sensorRateHz());
    }

    boolean simulated() {
        return vehicle.port().isSimulated();
    }
}
