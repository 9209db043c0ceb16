package dev.creance.sim.drive;

import static dev.creance.dynamics.drive.DriveChannels.CURRENT;
import static dev.creance.dynamics.drive.DriveChannels.SPEED;
import static dev.creance.dynamics.drive.DriveChannels.SUPPLY_VOLTAGE;
import static dev.creance.dynamics.drive.DriveChannels.WINDING_TEMPERATURE;

import dev.creance.dynamics.drive.DriveChannels;
import dev.creance.dynamics.drive.DriveFrame;
import dev.creance.dynamics.drive.DriveParameters;
import dev.creance.dynamics.drive.Load;
import dev.creance.dynamics.drive.PermanentMagnetSynchronous;
import dev.creance.dynamics.drive.estimate.DriveObserver;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import dev.creance.sim.sensor.Sensor;
import dev.creance.sim.sensor.SensorBank;
import dev.creance.sim.sensor.SensorFormat;
import java.util.List;
import java.util.Optional;

/**
 * Section {@code plant.sensors} of a drive: what stands between its terminals and what its firmware works with. A section that is left
 * out is a perfect sensor; what the encoder counts stands in {@code plant.encoder}.
 *
 * <pre>{@code
 * sensors: {estimate: observer, current: {noise: 0.2 A, scale: 1 %, bias: 0.5 A, resolution: 0.15 A}, voltage: {noise: 0.5 V}}
 * }</pre>
 *
 * @param shaft the encoder's speed and angle: when they are read
 * @param voltage of the supply
 * @param temperature of winding and inverter
 * @param current of each winding or phase
 * @param observer {@code estimate: observer}: an observer in the firmware instead of {@code measured} (default)
 */
record DriveSensors(
        Sensor.Parameters shaft,
        Sensor.Parameters voltage,
        Sensor.Parameters temperature,
        Sensor.Parameters current,
        Optional<DriveObserver.Settings> observer) {
    private static final double MOST_V = 100;
    private static final double MOST_K = 20;
    private static final double DEFAULT_CURRENT_HZ = 500;
    private static final double DEFAULT_SHAFT_HZ = 30;

    /** Samples in a row that the observer does without. */
    private static final int LONGEST_MISSING = 20;

    /** Whose sensors they are. */
    record Carrier(DriveParameters nominal, DriveFrame frame, Load load, int controlHz) {}

    /** None where all of them are ideal. */
    static Optional<DriveSensors> from(Optional<ConfigNode> section, Carrier drive) {
        if (section.isEmpty() || section.get().isScalar()) {
            section.ifPresent(node -> node.choice("ideal"));
            return Optional.empty();
        }
        ConfigNode node = section.get().only("estimate", "shaft", "current", "voltage", "temperature", "observer");
        int currents = DriveChannels.size(drive.nominal.machine()) - CURRENT;
        double mostA = drive.nominal.limit().currentA();
        int hz = drive.controlHz;
        return Optional.of(new DriveSensors(
                node.optional("shaft").map(n -> SensorFormat.timing(n, 2, hz)).orElseGet(() -> SensorFormat.ideal(2)),
                node.optional("voltage")
                        .map(n -> SensorFormat.from(n, 1, Dimension.VOLTAGE, MOST_V, hz))
                        .orElseGet(() -> SensorFormat.ideal(1)),
                node.optional("temperature")
                        .map(n -> SensorFormat.from(n, 2, Dimension.TEMPERATURE, MOST_K, hz))
                        .orElseGet(() -> SensorFormat.ideal(2)),
                node.optional("current")
                        .map(n -> SensorFormat.from(n, currents, Dimension.CURRENT, mostA, hz))
                        .orElseGet(() -> SensorFormat.ideal(currents)),
                observer(node, drive)));
    }

    private static Optional<DriveObserver.Settings> observer(ConfigNode node, Carrier drive) {
        Optional<ConfigNode> settings = node.optional("observer")
                .map(n -> n.only("inertia_kg_m2", "viscous_nms", "current_bandwidth", "shaft_bandwidth"));
        boolean wanted = node.optional("estimate")
                .map(n -> n.choice("measured", "observer").equals("observer"))
                .orElse(false);
        if (!wanted) {
            settings.ifPresent(n -> {
                throw n.error(" has no meaning with estimate: measured").withHint("set estimate: observer");
            });
            return Optional.empty();
        }
        if (!(drive.nominal.machine() instanceof PermanentMagnetSynchronous machine)
                || drive.frame != DriveFrame.ROTOR) {
            throw node.child("estimate")
                    .error(
                            "=observer, but there is one for permanent-magnet synchronous machines in their rotor's frame"
                                    + " only")
                    .withHint("leave it out: measured is the default");
        }
        double loadKgM2 =
                drive.load instanceof Load.Polynomial load ? load.inertiaKgM2() : drive.nominal.rotorInertiaKgM2();
        double viscousNmS = drive.load instanceof Load.Polynomial load ? load.viscousNmS() : 0;
        return Optional.of(new DriveObserver.Settings(
                machine,
                number(settings, "inertia_kg_m2", Dimension.RATIO, 1e-9, 1e6, loadKgM2),
                number(settings, "viscous_nms", Dimension.RATIO, 0, 1e6, viscousNmS),
                1.0 / drive.controlHz,
                new DriveObserver.Bandwidth(
                        number(
                                settings,
                                "current_bandwidth",
                                Dimension.FREQUENCY,
                                1,
                                drive.controlHz / 4.0,
                                DEFAULT_CURRENT_HZ),
                        number(
                                settings,
                                "shaft_bandwidth",
                                Dimension.FREQUENCY,
                                0.1,
                                drive.controlHz / 20.0,
                                DEFAULT_SHAFT_HZ)),
                LONGEST_MISSING));
    }

    private static double number(
            Optional<ConfigNode> section, String key, Dimension dimension, double least, double most, double usual) {
        return section.flatMap(n -> n.optional(key))
                .map(n -> n.quantity(dimension, least, most))
                .orElse(usual);
    }

    /** Where each stands among what is measured at the terminals. */
    List<SensorBank.Placed> placed() {
        return List.of(
                new SensorBank.Placed(shaft, SPEED),
                new SensorBank.Placed(voltage, SUPPLY_VOLTAGE),
                new SensorBank.Placed(temperature, WINDING_TEMPERATURE),
                new SensorBank.Placed(current, CURRENT));
    }
}
