package dev.creance.safety.drive;

import static dev.creance.dynamics.drive.DriveChannels.CURRENT;
import static dev.creance.dynamics.drive.DriveChannels.INVERTER_TEMPERATURE;
import static dev.creance.dynamics.drive.DriveChannels.SPEED;
import static dev.creance.dynamics.drive.DriveChannels.SUPPLY_VOLTAGE;
import static dev.creance.dynamics.drive.DriveChannels.WINDING_TEMPERATURE;

import dev.creance.runtime.HotPath;
import dev.creance.runtime.TickInputs;
import dev.creance.safety.SentCommands;

/**
 * Stage 1b: the state at the time this tick's command acts. An accepted frame is carried over its age and over half of the round trip,
 * and what that has grown by since ({@link CommandLag}), under the duties that act in that time; without a frame, the last estimate goes on. The radii grow with that time: that of the
 * current by {@link ModelError}, that of the speed by the most that torque and load can do. What may have been fed into a supply
 * meanwhile is added up for those whom its voltage concerns.
 */
@HotPath
final class DriveEstimator {
    /** No further ahead than this: beyond it the model says nothing any more. */
    private static final long LONGEST_NS = 100_000_000;

    private final RotorMachine machine;
    private final CurrentModel model;
    private final ModelError error;
    private final SupplyRoom room;
    private final double voltageError;
    private final SentCommands sent = new SentCommands(2);
    private final long stepNs;
    private final double currentErrorA;
    private final double speedErrorRadPerS;
    private final double mostRadPerS2;
    private final DriveState state = new DriveState();
    private final CommandLag lag;

    private boolean known;
    private long carriedToNs;
    private long takenAtNs;
    private double swungJ;

    /**
     * @param model of its own: nobody else changes its speed
     * @param currentErrorA of a measured current
     */
    DriveEstimator(
            RotorMachine machine,
            CurrentModel model,
            DriveLimits limits,
            SupplyRoom room,
            double currentErrorA,
            double speedErrorRadPerS) {
        this.machine = machine;
        this.model = model;
        this.room = room;
        voltageError = limits.voltageError();
        error = new ModelError(machine, limits.voltageError());
        stepNs = Math.round(model.stepS() * 1e9);
        lag = new CommandLag(Math.round(model.stepS() * model.stepsPerTick() * 1e9));
        this.currentErrorA = currentErrorA;
        this.speedErrorRadPerS = speedErrorRadPerS;
        mostRadPerS2 = (machine.mostTorqueNm(limits.currentA()) + limits.loadNm()) / machine.leastInertiaKgM2();
    }

    DriveState state() {
        return state;
    }

    boolean isKnown() {
        return known;
    }

    void sent(long nowNs, double[] command) {
        sent.add(nowNs, command);
        lag.sent();
    }

    void update(TickInputs in, boolean accepted, long sampledAtNs) {
        if (accepted) {
            adopt(in.sensors.values);
            known = true;
            carriedToNs = sampledAtNs;
            takenAtNs = sampledAtNs;
            lag.heard(in, sampledAtNs);
        }
        if (!known) {
            return;
        }
        long wayNs = Math.max(0, in.device.roundTripNs) / 2 + lag.lateNs();
        long toNs = Math.min(in.nowNs + wayNs, takenAtNs + LONGEST_NS);
        while (carriedToNs + stepNs / 2 <= toNs) {
            carry(sent.at(carriedToNs - wayNs));
            carriedToNs += stepNs;
        }
        double aheadS = Math.max(0, in.nowNs + wayNs - takenAtNs) * 1e-9;
        state.speedRadiusRadPerS = speedErrorRadPerS + mostRadPerS2 * aheadS;
    }

    /** By how much a duty changes the currents in a tick. */
    double changeA(double[] duty) {
        double halfV = state.supplyV / 2;
        model.advance(state.directA, state.quadratureA, duty[0] * halfV, duty[1] * halfV);
        double d = model.nextDirectA - state.directA;
        double q = model.nextQuadratureA - state.quadratureA;
        return model.stepsPerTick() * Math.sqrt(d * d + q * q);
    }

    private void adopt(double[] v) {
        state.directA = v[CURRENT];
        state.quadratureA = v[CURRENT + 1];
        state.speedRadPerS = v[SPEED];
        state.supplyV = v[SUPPLY_VOLTAGE];
        state.fedJ = 0;
        state.supplySwing = 0;
        swungJ = 0;
        state.windingK = v[WINDING_TEMPERATURE];
        state.inverterK = v[INVERTER_TEMPERATURE];
        state.currentRadiusA = currentErrorA;
        state.speedRadiusRadPerS = speedErrorRadPerS;
        double resistanceOhm = machine.resistanceOhm(state.windingK);
        model.at(state.speedRadPerS, resistanceOhm);
        error.at(state.speedRadPerS, resistanceOhm, state.supplyV);
    }

    private void carry(double[] duty) {
        double halfV = state.supplyV / 2;
        model.advance(state.directA, state.quadratureA, duty[0] * halfV, duty[1] * halfV);
        double h = model.stepS();
        double rate = error.perS(
                state.directA,
                state.quadratureA,
                (model.nextDirectA - state.directA) / h,
                (model.nextQuadratureA - state.quadratureA) / h,
                state.speedRadiusRadPerS);
        double growth = 1 + h * machine.growthPerS(machine.polePairs() * state.speedRadPerS);
        state.currentRadiusA = growth * (state.currentRadiusA + h * rate);
        if (!room.isEndless()) {
            feed(h, duty[0] * halfV, duty[1] * halfV);
        }
        state.directA = model.nextDirectA;
        state.quadratureA = model.nextQuadratureA;
    }

    /** As the certificate reckons it. */
    private void feed(double h, double directV, double quadratureV) {
        double volts = Math.sqrt(directV * directV + quadratureV * quadratureV);
        double drawnW = 1.5 * (directV * state.directA + quadratureV * state.quadratureA);
        double offV = voltageError * state.supplyV / 2 + state.supplySwing * volts;
        double unsureW = 1.5 * (volts * state.currentRadiusA + (state.currentA() + state.currentRadiusA) * offV);
        state.fedJ = Math.max(0, state.fedJ + h * (unsureW - drawnW));
        swungJ += h * (Math.abs(drawnW) + unsureW);
        state.supplySwing = Math.max(state.supplySwing, room.swing(state.supplyV, swungJ));
        state.currentRadiusA += h * error.perS(state.supplySwing * volts);
    }
}
