package dev.creance.safety.drive;

import dev.creance.runtime.Channel;
import dev.creance.safety.CommandProjection;
import dev.creance.safety.ExplainedLimit;
import dev.creance.safety.Margins;
import dev.creance.safety.SettingsSection;
import dev.creance.safety.ShieldTiming;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Asks the certificate itself: at standstill without current, and with the most that each limit has to be defended against. */
final class DriveExplanation {
    private static final double ROOM_K = 293.15;

    /** Of the current's limit: with the whole of it, the tube around it has left the limit already. */
    private static final double CURRENT_SHARE = 0.5;

    /** Of the speed's limit: below it the backup does not brake. */
    private static final double SPEED_SHARE = 0.9;

    private final SettingsSection section;
    private final DriveLimits limits;
    private final DriveCertificate certificate;
    private final CurrentModel model;
    private final double dutyMost;
    private final double supplyV;

    private DriveExplanation(DriveShieldSettings settings, RotorMachine machine, ShieldTiming timing) {
        section = settings.section();
        limits = settings.limits();
        dutyMost = section.value(DriveSetting.DUTY_MAX);
        supplyV = (limits.supplyMinV() + limits.supplyMaxV()) / 2;
        double tickS = timing.periodS();
        model = new CurrentModel(machine, tickS, DrivePreconditions.stepsPerTick(machine, limits, tickS));
        CommandProjection projection = new CommandProjection(settings.commandLimits(), tickS);
        SupplyRoom room = BrakingReserve.room(machine, limits, section, projection, tickS);
        certificate = new DriveCertificate(
                machine,
                model,
                new BackupCurrents(machine, model, limits, dutyMost, room),
                projection,
                limits,
                room,
                dutyMost);
    }

    static List<ExplainedLimit> of(DriveShieldSettings settings, RotorMachine machine, ShieldTiming timing) {
        return new DriveExplanation(settings, machine, timing).limits(settings, timing);
    }

    private List<ExplainedLimit> limits(DriveShieldSettings settings, ShieldTiming timing) {
        double fast = SPEED_SHARE * limits.speedRadPerS();
        double strong = CURRENT_SHARE * limits.currentA();
        Margins rest = at(0, 0, 0);
        Margins pushed = at(0, 0, dutyMost);
        Margins motoring = held(fast, strong);
        Margins braking = held(fast, -strong);
        String full = "full voltage for a tick at standstill";
        List<ExplainedLimit> all = new ArrayList<>(List.of(
                limit(rest, DriveMargins.CURRENT, format("%.4g A", limits.currentA()))
                        .stopping(limits.currentA() - pushed.values[DriveMargins.CURRENT], full),
                limit(rest, DriveMargins.SPEED, format("%.4g rad/s", limits.speedRadPerS()))
                        .stopping(
                                limits.speedRadPerS() - fast - motoring.values[DriveMargins.SPEED],
                                format("%.4g A of motoring at %.4g rad/s", strong, fast)),
                limit(rest, DriveMargins.SUPPLY, format("%.4g to %.4g V", limits.supplyMinV(), limits.supplyMaxV()))
                        .stopping(
                                rest.values[DriveMargins.SUPPLY] - braking.values[DriveMargins.SUPPLY],
                                format("%.4g A of braking at %.4g rad/s", strong, fast)),
                limit(rest, DriveMargins.WINDING, format("%.4g K", limits.windingK())),
                limit(rest, DriveMargins.INVERTER, format("%.4g K", limits.inverterK())),
                ExplainedLimit.atOnce("duty", format("%.4g", dutyMost), "1", dutyMost),
                ExplainedLimit.atOnce(
                        "duty.slew",
                        format("%.4g 1/s", section.value(DriveSetting.DUTY_SLEW)),
                        "1/s",
                        section.value(DriveSetting.DUTY_SLEW))));
        all.addAll(ExplainedLimit.ages(settings.sensorAgeNs(), timing));
        return all;
    }

    private static ExplainedLimit limit(Margins rest, int margin, String bounds) {
        Channel channel = rest.channels().get(margin);
        return ExplainedLimit.atOnce(channel.name(), bounds, channel.unit(), rest.values[margin]);
    }

    /** At a speed, under the voltage that keeps a quadrature current. */
    private Margins held(double speedRadPerS, double quadratureA) {
        DriveState state = state(speedRadPerS, quadratureA);
        certificate.at(state);
        double halfV = supplyV / 2;
        return margins(
                state,
                model.directV(0, quadratureA, 0, quadratureA) / halfV,
                model.quadratureV(0, quadratureA, 0, quadratureA) / halfV);
    }

    private Margins at(double speedRadPerS, double quadratureA, double dutyD) {
        DriveState state = state(speedRadPerS, quadratureA);
        certificate.at(state);
        return margins(state, dutyD, 0);
    }

    private DriveState state(double speedRadPerS, double quadratureA) {
        DriveState state = new DriveState();
        state.speedRadPerS = speedRadPerS;
        state.quadratureA = quadratureA;
        state.supplyV = supplyV;
        state.windingK = ROOM_K;
        state.inverterK = ROOM_K;
        state.currentRadiusA = section.value(DriveSetting.CURRENT_ERROR) * limits.currentA();
        state.speedRadiusRadPerS = section.value(DriveSetting.SPEED_ERROR);
        return state;
    }

    private Margins margins(DriveState state, double dutyD, double dutyQ) {
        Margins out = DriveMargins.create();
        for (int i = 0; i < out.certified(); i++) {
            out.values[i] = Double.POSITIVE_INFINITY;
        }
        certificate.margins(state, new double[] {dutyD, dutyQ}, out);
        return out;
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
