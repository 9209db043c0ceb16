package dev.creance.sim.drive;

import dev.creance.dynamics.drive.ContinuousConverter;
import dev.creance.dynamics.drive.Converter;
import dev.creance.dynamics.drive.DriveParameters;
import dev.creance.dynamics.drive.Fidelity;
import dev.creance.dynamics.drive.Load;
import dev.creance.dynamics.drive.Machine;
import dev.creance.dynamics.drive.PermanentMagnetDc;
import dev.creance.dynamics.drive.PermanentMagnetSynchronous;
import dev.creance.sim.ode.RungeKutta4;

/** Drives that tests start from. */
final class Drives {
    static final double STEP_S = 1e-4;
    static final PermanentMagnetDc DC = new PermanentMagnetDc(16e-3, 19e-6, 0.165);
    static final PermanentMagnetSynchronous PMSM = new PermanentMagnetSynchronous(3, 18e-3, 0.37e-3, 1.2e-3, 66e-3);

    private static final Load LOAD = new Load.Polynomial(0.02, 0.1, 0.01, 1e-4);

    private Drives() {}

    static SimulatedDrive.Parts parts(Machine machine, Converter converter, Supply supply, Fidelity fidelity) {
        return parts(machine, converter, supply, fidelity, LOAD);
    }

    static SimulatedDrive.Parts parts(
            Machine machine, Converter converter, Supply supply, Fidelity fidelity, Load load) {
        return new SimulatedDrive.Parts(machine, converter, supply, load, fidelity, size -> new RungeKutta4(4, size));
    }

    static SimulatedDrive dc(Supply supply, Fidelity fidelity) {
        return new SimulatedDrive(parts(DC, new ContinuousConverter.FourQuadrant(0, fidelity), supply, fidelity));
    }

    static SimulatedDrive pmsm(Supply supply, Fidelity fidelity) {
        return new SimulatedDrive(parts(PMSM, new ContinuousConverter.B6Bridge(0), supply, fidelity));
    }

    /** In a room of 20 °C, with an encoder of 4096 counts. */
    static DrivePlant plant(DriveParameters parameters, Converter converter, Supply supply, Load load) {
        SimulatedDrive.Parts parts = parts(parameters.machine(), converter, supply, Fidelity.PHYSICAL, load);
        return new DrivePlant(
                parameters,
                new SimulatedDrive(parts),
                new Temperatures(new Temperatures.Parameters(
                        293.15,
                        new Temperatures.Body(400, 0.2),
                        new Temperatures.Body(80, 0.1),
                        new Temperatures.InverterLosses(0.8, 5e-3, 2e-3))),
                new Encoder(new Encoder.Parameters(4096, 0, 10)),
                STEP_S);
    }
}
