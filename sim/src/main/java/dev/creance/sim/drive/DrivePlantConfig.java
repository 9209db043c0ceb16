package dev.creance.sim.drive;

import dev.creance.dynamics.drive.Converter;
import dev.creance.dynamics.drive.DriveParameterFiles;
import dev.creance.dynamics.drive.DriveParameters;
import dev.creance.dynamics.drive.Fidelity;
import dev.creance.dynamics.drive.Load;
import dev.creance.dynamics.drive.Machine;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import dev.creance.sim.ode.RungeKutta4;
import java.util.Locale;
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
 * @param converter {@code converter}: {@code {quadrants: 4, set: continuous, dead_time: 0 us}} by default; three-phase machines
 *     have bridges and no quadrants
 * @param supply {@code supply}: makes one, for it has a state
 * @param load {@code load}
 * @param fidelity {@code fidelity}: {@code physical} (default) or {@code gem}
 * @param controlHz {@code rate}: periods of the converter's control per second; default 10 kHz
 * @param substeps {@code substeps}: Runge-Kutta steps per period; default 4
 * @param startRadPerS {@code start}: speed at time 0; default 0
 * @param temperatures {@code temperatures}: default a body that keeps the 20 °C around it
 * @param encoder {@code encoder}: default 4096 counts, no offset, ten periods for a speed
 */
public record DrivePlantConfig(
        DriveParameters parameters,
        Converter converter,
        Supplier<Supply> supply,
        Load load,
        Fidelity fidelity,
        double controlHz,
        int substeps,
        double startRadPerS,
        Temperatures.Parameters temperatures,
        Encoder.Parameters encoder) {
    private static final double DEFAULT_HZ = 10_000;

    public static DrivePlantConfig from(ConfigNode node) {
        node.only(
                "model",
                "params",
                "converter",
                "supply",
                "load",
                "fidelity",
                "rate",
                "substeps",
                "start",
                "temperatures",
                "encoder");
        node.child("model").choice("drive");
        DriveParameters parameters = DriveParameterFiles.load(node.child("params"));
        double controlHz = node.optional("rate")
                .map(n -> n.quantity(Dimension.FREQUENCY, 100, 1e6))
                .orElse(DEFAULT_HZ);
        Fidelity fidelity = node.optional("fidelity")
                .map(n -> Fidelity.valueOf(n.choice("physical", "gem").toUpperCase(Locale.ROOT)))
                .orElse(Fidelity.PHYSICAL);
        return new DrivePlantConfig(
                parameters,
                ConverterFormat.from(node.optional("converter"), parameters.machine(), fidelity, controlHz),
                SupplyFormat.from(node.child("supply"), fidelity),
                LoadFormat.from(node.child("load"), parameters.rotorInertiaKgM2()),
                fidelity,
                controlHz,
                node.optional("substeps").map(n -> n.integer(1, 1000)).orElse(4),
                node.optional("start")
                        .map(n -> n.only("speed").child("speed").quantity(Dimension.ANGULAR_RATE, -1e4, 1e4))
                        .orElse(0.0),
                SurroundingsFormat.temperatures(node.optional("temperatures")),
                SurroundingsFormat.encoder(node.optional("encoder")));
    }

    /** A drive at its start. */
    public DrivePlant plant() {
        SimulatedDrive drive = new SimulatedDrive(new SimulatedDrive.Parts(
                parameters.machine(),
                converter,
                supply.get(),
                load,
                fidelity,
                size -> new RungeKutta4(substeps, size)));
        drive.state()[Machine.OMEGA] = startRadPerS;
        return new DrivePlant(parameters, drive, new Temperatures(temperatures), new Encoder(encoder), 1 / controlHz);
    }
}
