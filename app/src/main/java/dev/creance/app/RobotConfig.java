package dev.creance.app;

import dev.creance.drivers.DeviceConfig;
import dev.creance.drivers.LinkBudget;
import dev.creance.drivers.PortSpec;
import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.dynamics.quadrotor.QuadrotorParameterFiles;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.dynamics.quadrotor.QuadrotorReferences;
import dev.creance.fleet.TelemetryConfig;
import dev.creance.runtime.Reference;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import dev.creance.runtime.loop.LoopSettings;
import dev.creance.safety.ShieldSettings;
import dev.creance.sim.Faults;
import dev.creance.sim.PlantConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A robot's file, bound: every section read by the module it belongs to, and what holds between sections checked here. Reading
 * it touches no hardware.
 *
 * @param root the file, for what is bound later (the policy needs its network)
 * @param durationNs of the scenario, from the policy's taking over; {@link Long#MAX_VALUE} for no end
 * @param plant absent where a real machine is at the far end
 * @param dynamics what the shield believes of the vehicle; where the section is missing, what the simulated plant is
 */
record RobotConfig(
        ConfigNode root,
        String robot,
        LoopSettings loop,
        DeviceConfig vehicle,
        Optional<PlantConfig> plant,
        QuadrotorParameters dynamics,
        ShieldSettings shield,
        Reference reference,
        long durationNs,
        Faults faults,
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
        root.child("creance").integer(VERSION, VERSION);
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
        ConfigNode scenario = root.child("scenario").only("duration", "reference", "faults");
        Optional<PlantConfig> plant = root.optional("plant").map(PlantConfig::from);
        RobotConfig config = new RobotConfig(
                root,
                name.string(),
                LoopSettings.from(root.child("loop")),
                DeviceConfig.from(root.child("devices").only("vehicle").child("vehicle")),
                plant,
                dynamics(root, plant),
                ShieldSettings.from(root.child("shield")),
                QuadrotorReferences.from(scenario.child("reference")),
                scenario.optional("duration")
                        .map(duration -> Math.round(duration.quantity(Dimension.TIME, 0.1, LONGEST_S) * 1e9))
                        .orElse(Long.MAX_VALUE),
                scenario.optional("faults").map(Faults::from).orElseGet(Faults::none),
                RecordConfig.from(root.optional("record")),
                root.optional("telemetry").map(TelemetryConfig::from).orElseGet(TelemetryConfig::off));
        config.check();
        return config;
    }

    private static QuadrotorParameters dynamics(ConfigNode root, Optional<PlantConfig> plant) {
        if (root.has("dynamics") || plant.isEmpty()) {
            return QuadrotorParameterFiles.load(
                    root.child("dynamics").only("params").child("params"));
        }
        return plant.get().nominal();
    }

    private void check() {
        ConfigNode port = root.child("devices").child("vehicle").child("port");
        boolean simulated = vehicle.port().isSimulated();
        if (simulated && plant.isEmpty()) {
            throw port.error("=" + port.string() + " has a simulator at its far end, but there is no section 'plant'")
                    .withHint("add 'plant: {model: quadrotor, params: crazyflie-2.x}' or name the machine's port");
        }
        if (!simulated && plant.isPresent()) {
            throw root.child("plant")
                    .error(" describes a simulator, but devices.vehicle.port=" + port.string() + " is a machine's")
                    .withHint("remove 'plant', or set the port to pty:sim");
        }
        if (!simulated && !faults.all().isEmpty()) {
            throw root.child("scenario")
                    .child("faults")
                    .error(" can only be injected into a simulator, and devices.vehicle.port=" + port.string())
                    .withHint("remove them, or set the port to pty:sim");
        }
        long validityNs = vehicle.commandValidityUs() * 1000L;
        if (validityNs < 2 * loop.tickPeriodNs()) {
            throw vehicle.node()
                    .error(": command_validity=" + validityNs / 1000 + " us is below two ticks of "
                            + loop.tickPeriodNs() / 1000 + " us: one late tick would make the device take over")
                    .withHint("raise command_validity to " + 2 * loop.tickPeriodNs() / 1000 + " us or more");
        }
        if (shield.sensorAgeNs() < 2 * loop.tickPeriodNs()) {
            throw root.child("shield")
                    .child("limits")
                    .error(".sensor_age=" + shield.sensorAgeNs() / 1000 + " us is below two ticks of "
                            + loop.tickPeriodNs() / 1000 + " us: every frame would be stale")
                    .withHint("raise it to " + 2 * loop.tickPeriodNs() / 1000 + " us or more");
        }
        linkBudget().error(vehicle).ifPresent(error -> {
            throw error;
        });
    }

    LinkBudget linkBudget() {
        return LinkBudget.of(
                vehicle,
                QuadrotorChannels.sensors().size(),
                QuadrotorChannels.commands().size(),
                loop.rateHz());
    }

    boolean simulated() {
        return vehicle.port() instanceof PortSpec.InProcess || vehicle.port() instanceof PortSpec.PtySimulated;
    }
}
