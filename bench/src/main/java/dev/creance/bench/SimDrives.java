package dev.creance.bench;

import dev.creance.dynamics.drive.ContinuousConverter;
import dev.creance.dynamics.drive.Fidelity;
import dev.creance.dynamics.drive.Load;
import dev.creance.dynamics.drive.PermanentMagnetSynchronous;
import dev.creance.dynamics.drive.ThreePhase;
import dev.creance.sim.batch.BatchedPmsm;
import dev.creance.sim.batch.Precision;
import dev.creance.sim.drive.IdealSupply;
import dev.creance.sim.drive.SimulatedDrive;
import dev.creance.sim.ode.RungeKutta4;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/** The synchronous drive that gym-electric-motor has as its default; four Runge-Kutta sub-steps to a step of 0.1 ms. */
final class SimDrives {
    private static final double STEP_S = 1e-4;
    private static final double SUPPLY_V = 400;
    private static final int STATES = 4;
    private static final int ANGLE = PermanentMagnetSynchronous.ANGLE;
    private static final PermanentMagnetSynchronous MACHINE =
            new PermanentMagnetSynchronous(3, 18e-3, 0.37e-3, 1.2e-3, 66e-3);
    private static final Load.Polynomial LOAD = new Load.Polynomial(0.02, 0.1, 0.01, 1e-4);

    private SimDrives() {}

    static SimCase batched(SimPeer.Build build, Path folder, int environments, Fidelity fidelity, double mark)
            throws IOException, InterruptedException {
        Precision precision = build.precision();
        BatchedPmsm ours = new BatchedPmsm(MACHINE, LOAD, SUPPLY_V, fidelity, environments, precision);
        SimPeer theirs = new SimPeer(
                with(build, fidelity),
                folder,
                "batch",
                constants(),
                STATES + 2,
                environments,
                environments / build.tile(),
                STEP_S);
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < environments; i++) {
            double[] duty = {random.nextDouble(-0.1, 0.1), random.nextDouble(-0.1, 0.1), random.nextDouble(-0.1, 0.1)};
            ours.action(i, duty[0], duty[1], duty[2]);
            double half = SUPPLY_V / 2;
            theirs.set(i, STATES, ThreePhase.alpha(half * duty[0], half * duty[1], half * duty[2]));
            theirs.set(i, STATES + 1, ThreePhase.beta(half * duty[1], half * duty[2]));
        }
        DoubleSupplier difference = () -> {
            double greatest = 0;
            for (int i = 0; i < environments; i++) {
                greatest = Math.max(greatest, off(ours.state(i, ANGLE), theirs.get(i, ANGLE)));
                for (int k = 0; k < ANGLE; k++) {
                    greatest = SimCommand.worse(greatest, ours.state(i, k), theirs.get(i, k), 100);
                }
            }
            return greatest;
        };
        return new SimCase(
                "PMSM " + name(fidelity) + ", " + SimCommand.name(precision) + ", batch of " + environments,
                SimCommand.peer(build),
                environments,
                () -> ours.step(STEP_S),
                theirs::run,
                difference,
                SimCommand.agreed(precision),
                20,
                mark);
    }

    static SimCase single(SimPeer.Build build, Path folder, int steps, Fidelity fidelity, double mark)
            throws IOException, InterruptedException {
        SimulatedDrive ours = new SimulatedDrive(new SimulatedDrive.Parts(
                MACHINE,
                new ContinuousConverter.B6Bridge(0),
                new IdealSupply(SUPPLY_V),
                LOAD,
                fidelity,
                size -> new RungeKutta4(4, size)));
        double[] duty = {0.05, -0.06, 0.03};
        SimPeer theirs =
                new SimPeer(with(build, fidelity), folder, "single", constants(), STATES + 7, 1, steps, STEP_S);
        for (int phase = 0; phase < 3; phase++) {
            theirs.set(0, STATES + phase, duty[phase]);
        }
        DoubleSupplier difference = () -> {
            double greatest = off(ours.state()[ANGLE], theirs.get(0, ANGLE));
            for (int k = 0; k < ANGLE; k++) {
                greatest = SimCommand.worse(greatest, ours.state()[k], theirs.get(0, k), 100);
            }
            for (int phase = 0; phase < 3; phase++) {
                greatest = SimCommand.worse(greatest, ours.terminalA()[phase], theirs.get(0, STATES + 3 + phase), 100);
            }
            return greatest;
        };
        Runnable turn = () -> {
            for (int step = 0; step < steps; step++) {
                ours.step(duty, STEP_S);
            }
        };
        return new SimCase(
                "PMSM " + name(fidelity) + ", double, single",
                SimCommand.peer(build),
                steps,
                turn,
                theirs::run,
                difference,
                SimCommand.agreed(build.precision()),
                1,
                mark);
    }

    private static String name(Fidelity fidelity) {
        return fidelity.name().toLowerCase(Locale.ROOT);
    }

    private static double off(double a, double b) {
        return Math.abs(Math.IEEEremainder(a - b, 2 * Math.PI));
    }

    private static SimPeer.Build with(SimPeer.Build build, Fidelity fidelity) {
        List<String> flags = new ArrayList<>(build.flags());
        flags.add("-DPHYSICAL=" + (fidelity == Fidelity.PHYSICAL ? 1 : 0));
        return new SimPeer.Build(build.name(), build.precision(), build.tile(), flags);
    }

    /** In the order of pmsm.c. */
    private static double[] constants() {
        double perFlux = 1.5 * MACHINE.polePairs();
        return new double[] {
            MACHINE.polePairs(),
            MACHINE.resistanceOhm(),
            MACHINE.directInductanceH(),
            MACHINE.quadratureInductanceH(),
            1 / MACHINE.directInductanceH(),
            1 / MACHINE.quadratureInductanceH(),
            MACHINE.fluxVs(),
            perFlux * MACHINE.fluxVs(),
            perFlux * (MACHINE.directInductanceH() - MACHINE.quadratureInductanceH()),
            1 / LOAD.inertiaKgM2(),
            LOAD.quadraticNmS2(),
            LOAD.viscousNmS(),
            LOAD.inertiaKgM2() / 1e-3,
            LOAD.coulombNm(),
            SUPPLY_V
        };
    }
}
