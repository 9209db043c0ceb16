package dev.creance.sim.drive;

import dev.creance.dynamics.drive.Converter;
import dev.creance.dynamics.drive.DriveChannels;
import dev.creance.dynamics.drive.DriveFrame;
import dev.creance.dynamics.drive.DriveParameterFiles;
import dev.creance.dynamics.drive.DriveParameters;
import dev.creance.dynamics.drive.Fidelity;
import dev.creance.dynamics.drive.Load;
import dev.creance.dynamics.drive.Machine;
import dev.creance.runtime.Layout;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import dev.creance.sim.Disturbance;
import dev.creance.sim.EnvelopeLimits;
import dev.creance.sim.Noise;
import dev.creance.sim.PlantConfig;
import dev.creance.sim.SimulatedMachine;
import dev.creance.sim.ode.RungeKutta4;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Section {@code plant} of a drive.
 *
 * <pre>{@code
 * plant:
 *   model: drive
 *   params: gem-pmsm
 *   supply: {kind: ideal, voltage_v: 300}
 *   load: {kind: friction, inertia_kg_m2: 0.01, coulomb: 0.1 Nm}
 * }</pre>
 *
 * @param parameters {@code params}: the true machine
 * @param nominal {@code nominal}: what its own firmware believes of it; default {@code params}
 * @param frame {@code frame}: {@code rotor} (default where the machine has one and the converter modulates) or {@code terminals}
 * @param converter {@code converter}: {@code {quadrants: 4, set: continuous, dead_time: 0 us}} by default; three-phase machines
 *     have bridges and no quadrants
 * @param supply {@code supply}: makes one, for it has a state
 * @param load {@code load}
 * @param fidelity {@code fidelity}: {@code physical} (default) or {@code gem}
 * @param controlHz {@code rate}: periods of the converter's control per second; default 10 kHz
 * @param rateHz {@code frames}: sensor frames per second, of which {@code rate} is a multiple; default {@code rate}
 * @param substeps {@code substeps}: Runge-Kutta steps per period; default 4
 * @param startRadPerS {@code start}: speed at time 0; default 0
 * @param temperatures {@code temperatures}: default a body that keeps the 20 °C around it
 * @param encoder {@code encoder}: default 4096 counts, no offset, ten periods for a speed
 * @param sensing {@code sensors}: default ideal ones
 * @param stop {@code stop}: how its firmware stops alone; default {@code {current: the nominal one, within: 5 s}}
 */
public record DrivePlantConfig(
        DriveParameters parameters,
        DriveParameters nominal,
        DriveFrame frame,
        Converter converter,
        Supplier<Supply> supply,
        Load load,
        Fidelity fidelity,
        int controlHz,
        int rateHz,
        int substeps,
        double startRadPerS,
        Temperatures.Parameters temperatures,
        Encoder.Parameters encoder,
        Optional<DriveSensors> sensing,
        DriveStop.Limits stop)
        implements PlantConfig {
    private static final int DEFAULT_HZ = 10_000;
    private static final double DEFAULT_STOP_S = 5;

    public static DrivePlantConfig from(ConfigNode node) {
        node.only(
                "model",
                "params",
                "nominal",
                "frame",
                "converter",
                "supply",
                "load",
                "fidelity",
                "rate",
                "frames",
                "substeps",
                "start",
                "temperatures",
                "encoder",
                "sensors",
                "stop");
        node.child("model").choice("drive");
        DriveParameters parameters = DriveParameterFiles.load(node.child("params"));
        DriveParameters nominal =
                node.optional("nominal").map(DriveParameterFiles::load).orElse(parameters);
        int controlHz = node.optional("rate").map(DrivePlantConfig::rate).orElse(DEFAULT_HZ);
        Fidelity fidelity = node.optional("fidelity")
                .map(n -> Fidelity.valueOf(n.choice("physical", "gem").toUpperCase(Locale.ROOT)))
                .orElse(Fidelity.PHYSICAL);
        Converter converter =
                ConverterFormat.from(node.optional("converter"), parameters.machine(), fidelity, controlHz);
        DriveFrame frame = frame(node.optional("frame"), parameters, converter);
        Load load = LoadFormat.from(node.child("load"), parameters.rotorInertiaKgM2());
        return new DrivePlantConfig(
                parameters,
                nominal,
                frame,
                converter,
                SupplyFormat.from(node.child("supply"), fidelity),
                load,
                fidelity,
                controlHz,
                node.optional("frames").map(n -> frames(n, controlHz)).orElse(controlHz),
                node.optional("substeps").map(n -> n.integer(1, 1000)).orElse(4),
                node.optional("start")
                        .map(n -> n.only("speed").child("speed").quantity(Dimension.ANGULAR_RATE, -1e4, 1e4))
                        .orElse(0.0),
                SurroundingsFormat.temperatures(node.optional("temperatures")),
                SurroundingsFormat.encoder(node.optional("encoder")),
                DriveSensors.from(node.optional("sensors"), new DriveSensors.Carrier(nominal, frame, load, controlHz)),
                stop(node.optional("stop"), nominal));
    }

    /** A machine without a load on a supply that gives all it may have, in its own frame: one to rehearse with. */
    public static DrivePlantConfig unloaded(DriveParameters parameters) {
        Converter converter =
                ConverterFormat.from(Optional.empty(), parameters.machine(), Fidelity.PHYSICAL, DEFAULT_HZ);
        IdealSupply supply = new IdealSupply(2 * parameters.limit().voltageV()); // a bridge's phase has half of it
        return new DrivePlantConfig(
                parameters,
                parameters,
                frame(Optional.empty(), parameters, converter),
                converter,
                () -> supply,
                new Load.Polynomial(2 * parameters.rotorInertiaKgM2(), 0, 0, 0),
                Fidelity.PHYSICAL,
                DEFAULT_HZ,
                DEFAULT_HZ,
                4,
                0,
                SurroundingsFormat.temperatures(Optional.empty()),
                SurroundingsFormat.encoder(Optional.empty()),
                Optional.empty(),
                stop(Optional.empty(), parameters));
    }

    private static int rate(ConfigNode node) {
        double hz = node.quantity(Dimension.FREQUENCY, 100, 1e6);
        if (hz != Math.rint(hz) || 1_000_000_000L % (long) hz != 0) {
            throw node.error("=" + node.string() + " has no period in whole nanoseconds")
                    .withHint("use 1 kHz, 4 kHz, 8 kHz, 10 kHz, 16 kHz or 20 kHz");
        }
        return (int) hz;
    }

    private static int frames(ConfigNode node, int controlHz) {
        int hz = rate(node);
        if (controlHz % hz != 0) {
            throw node.error("=" + node.string() + " does not divide rate=" + controlHz + " Hz")
                    .withHint("a frame is sent after a whole number of the converter's periods");
        }
        return hz;
    }

    private static DriveFrame frame(Optional<ConfigNode> section, DriveParameters parameters, Converter converter) {
        DriveFrame own = converter.isContinuous() ? DriveFrame.of(parameters.machine()) : DriveFrame.TERMINALS;
        if (section.isEmpty()) {
            return own;
        }
        ConfigNode node = section.get();
        DriveFrame chosen = DriveFrame.valueOf(node.choice("rotor", "terminals").toUpperCase(Locale.ROOT));
        if (chosen == DriveFrame.ROTOR && own != DriveFrame.ROTOR) {
            throw node.error("=rotor, but "
                            + (converter.isContinuous()
                                    ? parameters.name() + " has no frame of its rotor"
                                    : "a converter with a finite set of states modulates no voltage"))
                    .withHint("use terminals");
        }
        return chosen;
    }

    private static DriveStop.Limits stop(Optional<ConfigNode> section, DriveParameters nominal) {
        Optional<ConfigNode> node = section.map(n -> n.only("current", "within"));
        return new DriveStop.Limits(
                node.flatMap(n -> n.optional("current"))
                        .map(n ->
                                n.quantity(Dimension.CURRENT, 0, nominal.limit().currentA()))
                        .orElse(nominal.nominal().currentA()),
                node.flatMap(n -> n.optional("within"))
                        .map(n -> n.quantity(Dimension.TIME, 0, 60))
                        .orElse(DEFAULT_STOP_S));
    }

    @Override
    public String name() {
        return parameters.name();
    }

    @Override
    public Layout sensors() {
        return DriveChannels.sensors(parameters, frame);
    }

    @Override
    public Layout commands() {
        return DriveChannels.commands(parameters.machine(), converter, frame);
    }

    @Override
    public Layout actuators() {
        return DriveChannels.commands(parameters.machine(), converter);
    }

    /** A test bench does not care how heavy its rotor is. */
    @Override
    public Set<Disturbance> disturbances() {
        return load instanceof Load.Polynomial
                ? EnumSet.of(Disturbance.INERTIA, Disturbance.FRICTION, Disturbance.SUPPLY)
                : EnumSet.of(Disturbance.SUPPLY);
    }

    @Override
    public EnvelopeLimits limits(ConfigNode shieldLimits) {
        return DriveLimits.from(shieldLimits);
    }

    @Override
    public EnvelopeLimits noLimits() {
        return DriveLimits.none();
    }

    @Override
    public SimulatedMachine machine(EnvelopeLimits limits, Noise seeds) {
        if (!(limits instanceof DriveLimits own)) {
            throw new IllegalArgumentException(limits + " are no limits of a drive");
        }
        return new DriveMachine(this, own, seeds);
    }

    /** A drive at its start, which nobody watches. */
    public DrivePlant plant() {
        return plant(RungeKutta4.Watcher.NONE);
    }

    /** A drive at its start. */
    DrivePlant plant(RungeKutta4.Watcher watcher) {
        SimulatedDrive drive = new SimulatedDrive(new SimulatedDrive.Parts(
                parameters.machine(),
                converter,
                supply.get(),
                load,
                fidelity,
                size -> new RungeKutta4(substeps, size, watcher)));
        drive.state()[Machine.OMEGA] = startRadPerS;
        return new DrivePlant(parameters, drive, new Temperatures(temperatures), new Encoder(encoder), 1.0 / controlHz);
    }
}
