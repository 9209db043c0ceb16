package dev.creance.safety.drive;

import dev.creance.runtime.HotPath;
import dev.creance.safety.CommandProjection;
import dev.creance.safety.Margins;

/**
 * Answers whether the backup still keeps a drive inside its limits if a voltage acts for this tick and the backup follows: the voltage
 * is acceptable only from such a successor (recursive feasibility). Currents go by {@link CurrentModel}, step by step, until the
 * backup has them where it wants them, which is where they can stay.
 *
 * <p>Around them goes a tube: in each step it widens by {@link ModelError}, and over a tick by as much as two currents may part. What
 * the backup sees at the next tick it corrects, but for the share of its gain that is uncertain, and as long as its voltage
 * suffices. Between steps a current leaves its chord by no more than |A| h / 8 of the step.
 *
 * <pre>
 * h_i = I(T) − max (|i| + r)        h_ω = ω_max − max √((|ω| + r_ω)² + 2 E_3 / J)        h_V = V_max − √(V² + 2 (E + E_r) / C)
 * </pre>
 *
 * E is what is fed back: −3/2 v·i at the terminals, with currents anywhere in the tube and the voltage as wrong as it may be, until
 * the backup has settled; E_r is the reserve with which it can then end its braking ({@link SupplyRoom}), and E_3 what of E it
 * would put back into the shaft before it brakes again. The shaft goes with the least inertia it can have, driven by the load in
 * either direction.
 */
@HotPath
final class DriveCertificate {
    /** A backup that has not settled within so many ticks, or in this time where that is longer, has no certificate. */
    private static final int LONGEST_TICKS = 64;

    private static final double LONGEST_S = 0.008;

    /** On how far settled currents are off: for their chords, and for a supply that swings. */
    private static final double SETTLED_RESERVE = 1.2;

    private final RotorMachine machine;
    private final CurrentModel model;
    private final ModelError error;
    private final BackupCurrents backup;
    private final CommandProjection projection;
    private final DriveLimits limits;
    private final SupplyRoom room;
    private final double most;
    private final int heldTicks;
    private final int longestTicks;

    private double directA;
    private double quadratureA;
    private double radiusA;
    private double fastest;
    private double slowest;
    private double speedRadius;
    private double startRadPerS;
    private double fedJ;
    private double swungJ;
    private double swing;
    private double curvature;
    private double growthPerS;
    private double halfV;

    private double peakA;
    private double highRadPerS;
    private double lowRadPerS;
    private double peakFedJ;
    private double beyondJ;
    private boolean settles;

    private final double[] last = new double[2];

    /** Where the first tick of the last {@link #evaluate} ends. */
    double endDirectA;

    double endQuadratureA;
    double endRadiusA;

    DriveCertificate(
            RotorMachine machine,
            CurrentModel model,
            BackupCurrents backup,
            CommandProjection projection,
            DriveLimits limits,
            SupplyRoom room,
            double dutyMost) {
        this.machine = machine;
        this.model = model;
        this.backup = backup;
        this.projection = projection;
        this.limits = limits;
        this.room = room;
        most = dutyMost;
        error = new ModelError(machine, limits.voltageError());
        double tickS = model.stepS() * model.stepsPerTick();
        heldTicks = (int) Math.ceil(limits.heldS() / tickS - 1e-9);
        longestTicks = Math.max(LONGEST_TICKS, (int) Math.ceil(LONGEST_S / tickS - 1e-9));
    }

    /** Takes up speed, resistance and supply of a tick, for this and for the backup. */
    void at(DriveState s) {
        double resistanceOhm = machine.resistanceOhm(s.windingK);
        double electrical = machine.polePairs() * s.speedRadPerS;
        model.at(s.speedRadPerS, resistanceOhm);
        error.at(s.speedRadPerS, resistanceOhm, s.supplyV);
        growthPerS = machine.growthPerS(electrical);
        double ratio = Math.max(machine.quadratureH() / machine.directH(), machine.directH() / machine.quadratureH());
        double rate = Math.abs(electrical) * ratio + resistanceOhm / Math.min(machine.directH(), machine.quadratureH());
        curvature = rate * model.stepS() / 8;
        halfV = s.supplyV / 2;
        if (!room.isEndless()) {
            backup.settling(settledA(s), s.speedRadiusRadPerS);
        }
    }

    /** How far a settled current is from what the backup wants, at most; infinite where it does not settle at all. */
    double settledA(DriveState s) {
        double tickS = model.stepS() * model.stepsPerTick();
        double growth = Math.min(Math.exp(growthPerS * tickS), machine.greatestGrowth());
        double few = 2 * s.currentRadiusA;
        double widens = tickS * error.perS(few, few, 0, 0, s.speedRadiusRadPerS);
        double kept = growth * machine.tolerances().inductance();
        return kept < 1
                ? SETTLED_RESERVE * growth * (s.currentRadiusA + widens) / (1 - kept)
                : Double.POSITIVE_INFINITY;
    }

    /** Whether a duty leaves all margins above zero; needs {@link #at}. */
    boolean holds(DriveState s, double[] duty) {
        evaluate(s, duty);
        return settles
                && currentMarginA(s) >= 0
                && speedMargin() >= 0
                && supplyMarginV(s) >= 0
                && s.supplyV >= limits.supplyMinV();
    }

    void margins(DriveState s, double[] duty, Margins out) {
        evaluate(s, duty);
        out.lower(DriveMargins.CURRENT, settles ? currentMarginA(s) : Double.NaN);
        out.lower(DriveMargins.SPEED, speedMargin());
        out.lower(DriveMargins.SUPPLY, Math.min(supplyMarginV(s), s.supplyV - limits.supplyMinV()));
        out.lower(DriveMargins.WINDING, limits.windingK() - s.windingK);
        out.lower(DriveMargins.INVERTER, limits.inverterK() - s.inverterK);
    }

    /** Of the last {@link #evaluate}. */
    double currentMarginA(DriveState s) {
        return limits.currentA(s.windingK, s.inverterK) - peakA;
    }

    double speedMargin() {
        return Math.min(
                limits.greatestSpeedRadPerS() - driven(highRadPerS), -driven(-lowRadPerS) - limits.leastSpeedRadPerS());
    }

    /** Where a speed may get to with what the supply has beyond the room to brake. */
    private double driven(double radPerS) {
        return beyondJ > 0 && radPerS > 0
                ? Math.sqrt(radPerS * radPerS + 2 * beyondJ / machine.leastInertiaKgM2())
                : radPerS;
    }

    double supplyMarginV(DriveState s) {
        return limits.supplyMaxV() - room.fedV(s.supplyV, peakFedJ + room.reserveJ());
    }

    /** What was fed in at most, J; of the last {@link #evaluate}. */
    double peakFedJ() {
        return settles ? peakFedJ : Double.POSITIVE_INFINITY;
    }

    private void evaluate(DriveState s, double[] duty) {
        peakA = 0;
        peakFedJ = 0;
        boolean holdSettles = true;
        if (heldTicks > 0) {
            start(s);
            for (int tick = 0; tick < heldTicks; tick++) {
                run(s, duty[0], duty[1]);
            }
            if (!room.isEndless()) {
                // what the currents still feed in when the hold ends
                last[0] = duty[0];
                last[1] = duty[1];
                follow(s);
                holdSettles = settles;
            }
        }
        start(s);
        run(s, duty[0], duty[1]);
        endDirectA = directA;
        endQuadratureA = quadratureA;
        endRadiusA = radiusA;
        last[0] = duty[0];
        last[1] = duty[1];
        follow(s);
        settles &= holdSettles;
        beyondJ = room.beyondAmpleJ(s.supplyV, peakFedJ);
    }

    private void start(DriveState s) {
        directA = s.directA;
        quadratureA = s.quadratureA;
        radiusA = s.currentRadiusA;
        startRadPerS = s.speedRadPerS;
        speedRadius = s.speedRadiusRadPerS;
        fastest = startRadPerS;
        slowest = startRadPerS;
        highRadPerS = startRadPerS + speedRadius;
        lowRadPerS = startRadPerS - speedRadius;
        fedJ = s.fedJ;
        peakFedJ = Math.max(peakFedJ, fedJ);
        measured(s);
    }

    /** The supply has been measured, and what it does from now on is not known yet. */
    private void measured(DriveState s) {
        swungJ = 0;
        swing = s.supplySwing;
    }

    private void follow(DriveState s) {
        boolean calm = false;
        double supplyV = room.fedV(s.supplyV, s.fedJ);
        for (int tick = 0; tick < longestTicks; tick++) {
            measured(s);
            backup.choose((fastest + slowest) / 2, supplyV, false);
            backup.duty(directA, quadratureA, s.supplyV, most);
            double[] next = backup.dutyOut;
            double wantedD = next[0];
            double wantedQ = next[1];
            projection.limitSlew(last, model.stepS() * model.stepsPerTick(), next);
            boolean reached = !backup.isSaturated() && next[0] == wantedD && next[1] == wantedQ;
            if (reached) {
                radiusA = machine.tolerances().inductance() * radiusA + s.currentRadiusA;
            }
            run(s, next[0], next[1]);
            last[0] = next[0];
            last[1] = next[1];
            if (reached && calm) {
                settles = true;
                return;
            }
            calm = reached;
        }
        settles = false;
    }

    /** One tick under a duty. */
    private void run(DriveState s, double dutyD, double dutyQ) {
        double h = model.stepS();
        double directV = dutyD * halfV;
        double quadratureV = dutyQ * halfV;
        double growth = 1;
        for (int i = 0; i < model.stepsPerTick(); i++) {
            model.advance(directA, quadratureA, directV, quadratureV);
            double changeD = model.nextDirectA - directA;
            double changeQ = model.nextQuadratureA - quadratureA;
            double speedOff = speedRadius + Math.max(fastest - startRadPerS, startRadPerS - slowest);
            radiusA += h * error.perS(directA, quadratureA, changeD / h, changeQ / h, speedOff);
            growth = Math.min(growth * (1 + growthPerS * h), machine.greatestGrowth());
            turn(h);
            if (!room.isEndless()) {
                feed(h, directV, quadratureV, growth * radiusA, s.supplyV);
            }
            directA = model.nextDirectA;
            quadratureA = model.nextQuadratureA;
            double bulge = curvature * Math.sqrt(changeD * changeD + changeQ * changeQ);
            double length = Math.sqrt(directA * directA + quadratureA * quadratureA);
            peakA = Math.max(peakA, length + growth * radiusA + bulge);
        }
        radiusA *= growth;
    }

    /** The shaft, over one step, with the mean of the torques at its ends. */
    private void turn(double h) {
        double before = machine.torqueNm(directA, quadratureA);
        double after = machine.torqueNm(model.nextDirectA, model.nextQuadratureA);
        double torque = (before + after) / 2;
        double perInertia = h / machine.leastInertiaKgM2();
        fastest += perInertia * (torque + limits.loadNm());
        slowest += perInertia * (torque - limits.loadNm());
        double wrong = machine.tolerances().flux() + machine.tolerances().inductance();
        double length = Math.sqrt(directA * directA + quadratureA * quadratureA);
        double more = machine.torqueSlopeNmPerA(length + radiusA) * radiusA;
        speedRadius += perInertia * (wrong * Math.abs(torque) + more);
        highRadPerS = Math.max(highRadPerS, fastest + speedRadius);
        lowRadPerS = Math.min(lowRadPerS, slowest - speedRadius);
    }

    /** What goes back into the supply; what was taken out before does not make room for it. */
    private void feed(double h, double directV, double quadratureV, double offA, double supplyV) {
        double volts = Math.sqrt(directV * directV + quadratureV * quadratureV);
        double amperes = Math.sqrt(directA * directA + quadratureA * quadratureA);
        double drawnW = 1.5 * (directV * directA + quadratureV * quadratureA);
        double offV = limits.voltageError() * supplyV / 2 + swing * volts;
        double unsureW = 1.5 * (volts * offA + (amperes + offA) * offV);
        fedJ = Math.max(0, fedJ + h * (unsureW - drawnW));
        peakFedJ = Math.max(peakFedJ, fedJ);
        swungJ += h * (Math.abs(drawnW) + unsureW);
        swing = Math.max(swing, room.swing(supplyV, swungJ));
        radiusA += h * error.perS(swing * volts);
    }
}
