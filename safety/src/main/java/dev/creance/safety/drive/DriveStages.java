package dev.creance.safety.drive;

import dev.creance.runtime.Cause;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.TickInputs;
import dev.creance.safety.BackupMode;
import dev.creance.safety.CommandProjection;
import dev.creance.safety.FrameRules;
import dev.creance.safety.MachineStages;
import dev.creance.safety.Margins;
import dev.creance.safety.SettingsSection;
import dev.creance.safety.guards.TransitionModel;
import dev.creance.safety.logic.Prediction;
import java.util.function.Supplier;

/** The stages of a drive in its rotor's frame. It is loose as long as its converter is on. */
final class DriveStages implements MachineStages {
    /** Less than this share of the limit is no current, beside the error of its measurement. */
    private static final double NO_CURRENT = 0.05;

    private final RotorMachine machine;
    private final DriveLimits limits;
    private final SupplyRoom room;
    private final boolean coasts;
    private final double stillRadPerS;
    private final double stillS;
    private final double littleA;
    private final DutyLimits duties;
    private final DriveFrameRules rules;
    private final Margins margins = DriveMargins.create();
    private final DriveEstimator estimator;
    private final BackupCurrents backup;
    private final DriveCertificate certificate;
    private final DriveProjection projection;
    private final CommandProjection commands;
    private final CurrentModel ahead;
    private final Supplier<TransitionModel> transitions;

    private final double[] last = new double[2];
    private final double[] holding = new double[2];
    private final double changedA;
    private boolean obeyed;
    private boolean loose;
    private boolean atRest;
    private double restingS;

    /**
     * @param machine with its tolerances
     * @param coasts whether a stop ends with the current, whatever the shaft does
     */
    DriveStages(
            RotorMachine machine,
            DriveLimits limits,
            SupplyRoom room,
            SettingsSection settings,
            CommandProjection commands,
            CurrentModel model,
            CurrentModel ahead,
            boolean coasts) {
        this.machine = machine;
        this.limits = limits;
        this.room = room;
        this.coasts = coasts;
        this.commands = commands;
        this.ahead = ahead;
        stillRadPerS = settings.value(DriveSetting.STILL_SPEED);
        stillS = settings.value(DriveSetting.STILL_TIME);
        double currentErrorA = settings.value(DriveSetting.CURRENT_ERROR) * limits.currentA();
        double speedError = settings.value(DriveSetting.SPEED_ERROR);
        littleA = NO_CURRENT * limits.currentA() + currentErrorA;
        changedA = 2 * currentErrorA;
        double dutyMost = settings.value(DriveSetting.DUTY_MAX);
        duties = new DutyLimits(commands, dutyMost);
        rules = new DriveFrameRules(
                machine, limits, settings.value(DriveSetting.SPEED_JUMP), 2 * stillRadPerS + speedError);
        transitions = () -> new CurrentTransitions(
                machine,
                new CurrentModel(machine, model.stepS() * model.stepsPerTick(), model.stepsPerTick()),
                limits,
                currentErrorA,
                speedError);
        estimator = new DriveEstimator(machine, model, limits, room, currentErrorA, speedError);
        backup = new BackupCurrents(machine, ahead, limits, dutyMost, room);
        certificate = new DriveCertificate(machine, ahead, backup, commands, limits, room, dutyMost);
        projection = new DriveProjection(ahead, certificate, duties, limits);
    }

    @Override
    public FrameRules frames() {
        return rules;
    }

    @Override
    public TransitionModel transitions() {
        return transitions.get();
    }

    @Override
    public Prediction prediction(int sensors) {
        return new CurrentPrediction(estimator.state(), last, ahead, backup, commands, duties.most(), sensors);
    }

    @Override
    public Margins margins() {
        return margins;
    }

    @Override
    @HotPath
    public void estimate(TickInputs in, boolean accepted, long sampledAtNs) {
        estimator.update(in, accepted, sampledAtNs);
        obeyed = in.device.state == DeviceState.ARMED;
        certificate.at(estimator.state());
    }

    @Override
    public boolean isKnown() {
        return estimator.isKnown();
    }

    @Override
    @HotPath
    public void standing() {
        loose = false;
        atRest = false;
        restingS = 0;
    }

    @Override
    @HotPath
    public void watch(boolean stopping, double stepS) {
        loose = !atRest;
        DriveState s = estimator.state();
        boolean still = s.currentA() <= littleA && (coasts || Math.abs(s.speedRadPerS) <= stillRadPerS);
        restingS = stopping && still ? restingS + Math.max(0, stepS) : 0;
        if (restingS >= stillS) {
            atRest = true;
            loose = false;
        }
    }

    @Override
    public boolean isLoose() {
        return loose;
    }

    @Override
    public boolean canWait() {
        return true;
    }

    @Override
    public boolean hasComeToRest() {
        return atRest;
    }

    /** No current: against the voltage that a turning rotor induces. */
    @Override
    @HotPath
    public void idle(double[] out) {
        out[0] = 0;
        out[1] = 0;
        DriveState s = estimator.state();
        if (estimator.isKnown() && Math.abs(s.speedRadPerS) > stillRadPerS) {
            towards(BackupMode.HOLD, s, out);
        }
    }

    @Override
    @HotPath
    public void backup(BackupMode mode, double[] out) {
        if (mode == BackupMode.IDLE) {
            idle(out);
        } else {
            towards(mode, estimator.state(), out);
            duties.admit(out, last, out);
        }
        System.arraycopy(out, 0, holding, 0, out.length);
    }

    private void towards(BackupMode mode, DriveState s, double[] out) {
        backup.choose(s.speedRadPerS, room.fedV(s.supplyV, s.fedJ), mode == BackupMode.STOP && !coasts);
        backup.duty(s.directA, s.quadratureA, s.supplyV, duties.most());
        System.arraycopy(backup.dutyOut, 0, out, 0, out.length);
    }

    @Override
    @HotPath
    public void release() {
        // the backup remembers nothing
    }

    /** Against the induced voltage alone, so that currents die out by themselves. */
    @Override
    @HotPath
    public void lastResort(double[] out) {
        DriveState s = estimator.state();
        out[0] = 0;
        out[1] = Math.signum(s.speedRadPerS) * machine.inducedV(s.speedRadPerS) / Math.max(1e-3, s.supplyV / 2);
    }

    @Override
    @HotPath
    public long project(double[] proposal, double[] lastSent, double[] out) {
        return projection.project(estimator.state(), proposal, holding, lastSent, out);
    }

    @Override
    @HotPath
    public void predict(double[] command, Margins out) {
        certificate.margins(estimator.state(), command, out);
    }

    @Override
    @HotPath
    public long armingBlockers() {
        if (!estimator.isKnown()) {
            return Cause.SENSOR_STALE.bit();
        }
        DriveState s = estimator.state();
        long bits = 0;
        boolean turns = Math.abs(s.speedRadPerS) > (coasts ? limits.speedRadPerS() : stillRadPerS);
        if (turns || s.currentA() > littleA) {
            bits |= Cause.NOT_AT_REST.bit();
        }
        if (limits.currentA(s.windingK, s.inverterK) < 0.5 * limits.currentA()) {
            bits |= Cause.TEMPERATURE.bit();
        }
        // what it is at rest is its source's: one that alone leaves no room to brake would drive the shaft for ever
        boolean isAmple = room.isEndless() || room.isAmple(s.supplyV);
        if (!(s.supplyV >= limits.supplyMinV() && s.supplyV <= limits.supplyMaxV() && isAmple)) {
            bits |= Cause.SUPPLY_VOLTAGE.bit();
        }
        return bits;
    }

    @Override
    @HotPath
    public void sent(long nowNs, double[] command) {
        System.arraycopy(command, 0, last, 0, last.length);
        estimator.sent(nowNs, command);
        rules.changing(obeyed, loose && estimator.isKnown() && estimator.changeA(command) > changedA);
    }
}
