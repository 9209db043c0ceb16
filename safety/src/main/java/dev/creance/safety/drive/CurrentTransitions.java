package dev.creance.safety.drive;

import static dev.creance.dynamics.drive.DriveChannels.CURRENT;
import static dev.creance.dynamics.drive.DriveChannels.SPEED;
import static dev.creance.dynamics.drive.DriveChannels.SUPPLY_VOLTAGE;
import static dev.creance.dynamics.drive.DriveChannels.WINDING_TEMPERATURE;

import dev.creance.runtime.HotPath;
import dev.creance.safety.SentCommands;
import dev.creance.safety.guards.TransitionModel;

/**
 * Whether currents and speed follow from a frame before under the duties sent. The currents' bound is the radius that the estimate
 * grows by ({@link ModelError}), the error of the second measurement, and what a duty does that acts a tick sooner or later; the
 * speed's is the most that torque and load can do.
 */
@HotPath
final class CurrentTransitions implements TransitionModel {
    private final RotorMachine machine;
    private final CurrentModel model;
    private final ModelError error;
    private final double currentErrorA;
    private final double speedErrorRadPerS;
    private final double mostRadPerS2;
    private final SentCommands sent = new SentCommands(2);
    private final long stepNs;
    private final long tickNs;
    private double directA;
    private double quadratureA;
    private double radiusA;
    private double supplyV;
    private double speedRadPerS;
    private long beganNs;
    private long carriedToNs;

    /** @param model of its own */
    CurrentTransitions(
            RotorMachine machine,
            CurrentModel model,
            DriveLimits limits,
            double currentErrorA,
            double speedErrorRadPerS) {
        this.machine = machine;
        this.model = model;
        error = new ModelError(machine, limits.voltageError());
        this.currentErrorA = currentErrorA;
        this.speedErrorRadPerS = speedErrorRadPerS;
        mostRadPerS2 = (machine.mostTorqueNm(limits.currentA()) + limits.loadNm()) / machine.leastInertiaKgM2();
        stepNs = Math.round(model.stepS() * 1e9);
        tickNs = Math.round(model.stepS() * model.stepsPerTick() * 1e9);
    }

    @Override
    public int size() {
        return 2;
    }

    @Override
    public void begin(double[] v, long sampledAtNs) {
        directA = v[CURRENT];
        quadratureA = v[CURRENT + 1];
        speedRadPerS = v[SPEED];
        supplyV = v[SUPPLY_VOLTAGE];
        radiusA = currentErrorA;
        double resistanceOhm = machine.resistanceOhm(v[WINDING_TEMPERATURE]);
        model.at(speedRadPerS, resistanceOhm);
        error.at(speedRadPerS, resistanceOhm, supplyV);
        beganNs = sampledAtNs;
        carriedToNs = sampledAtNs;
    }

    @Override
    public void follow(double[] v, long sampledAtNs, long wayNs, double[] errorsOut) {
        while (carriedToNs + stepNs / 2 <= sampledAtNs) {
            carry(carriedToNs - wayNs, (sampledAtNs - beganNs) * 1e-9);
            carriedToNs += stepNs;
        }
        double direct = v[CURRENT] - directA;
        double quadrature = v[CURRENT + 1] - quadratureA;
        double t = (sampledAtNs - beganNs) * 1e-9;
        errorsOut[0] = Math.sqrt(direct * direct + quadrature * quadrature) / (radiusA + currentErrorA);
        errorsOut[1] = Math.abs(v[SPEED] - speedRadPerS) / (2 * speedErrorRadPerS + mostRadPerS2 * t);
    }

    private void carry(long actedNs, double aheadS) {
        double[] duty = sent.at(actedNs);
        double halfV = supplyV / 2;
        model.advance(directA, quadratureA, duty[0] * halfV, duty[1] * halfV);
        double h = model.stepS();
        double rate = error.perS(
                directA,
                quadratureA,
                (model.nextDirectA - directA) / h,
                (model.nextQuadratureA - quadratureA) / h,
                speedErrorRadPerS + mostRadPerS2 * aheadS);
        double growth = 1 + h * machine.growthPerS(machine.polePairs() * speedRadPerS);
        radiusA = growth * (radiusA + h * (rate + unsure(duty, actedNs)));
        directA = model.nextDirectA;
        quadratureA = model.nextQuadratureA;
    }

    /** By how much the currents change otherwise where the duty of a tick before or after acts, A/s. */
    private double unsure(double[] duty, long actedNs) {
        double[] sooner = sent.at(actedNs + tickNs);
        double[] later = sent.at(actedNs - tickNs);
        double most = Math.max(
                Math.max(Math.abs(sooner[0] - duty[0]), Math.abs(later[0] - duty[0])) / machine.directH(),
                Math.max(Math.abs(sooner[1] - duty[1]), Math.abs(later[1] - duty[1])) / machine.quadratureH());
        return Math.sqrt(2) * most * supplyV / 2;
    }

    @Override
    public void sent(long nowNs, double[] command) {
        sent.add(nowNs, command);
    }
}
