package dev.creance.safety.drive;

import dev.creance.dynamics.drive.DriveParameters;
import dev.creance.safety.Setting;
import dev.creance.safety.SettingsSection;
import dev.creance.safety.SharedSetting;
import dev.creance.safety.ShieldTiming;
import java.util.Locale;

/** Refuses settings with which the certificate does not hold for this machine. Each refusal names the number that would do. */
final class DrivePreconditions {
    /** What the field may turn in a step of the model. */
    private static final double STEP_RAD = 0.2;

    /** ... and in a tick: beyond it a voltage that is steady in the rotor's frame says little of where the current ends. */
    private static final double TICK_RAD = 3;

    /** What of the voltage is left to move the current with, at the greatest speed. */
    private static final double VOLTAGE_SHARE = 0.95;

    private final SettingsSection settings;
    private final RotorMachine machine;
    private final DriveLimits limits;
    private final double tickS;

    private DrivePreconditions(SettingsSection settings, RotorMachine machine, DriveLimits limits, double tickS) {
        this.settings = settings;
        this.machine = machine;
        this.limits = limits;
        this.tickS = tickS;
    }

    static void check(
            SettingsSection settings,
            DriveParameters parameters,
            RotorMachine machine,
            DriveLimits limits,
            ShieldTiming timing) {
        DrivePreconditions preconditions = new DrivePreconditions(settings, machine, limits, timing.periodS());
        preconditions.ratings(parameters);
        preconditions.supply();
        preconditions.times();
        preconditions.tick();
        preconditions.voltage();
        preconditions.load();
        preconditions.fedBack();
    }

    /** How many steps of the model a tick takes at the greatest speed. */
    static int stepsPerTick(RotorMachine machine, DriveLimits limits, double tickS) {
        return Math.max(1, (int) Math.ceil(tickS * rate(machine, limits) / STEP_RAD));
    }

    private static double rate(RotorMachine machine, DriveLimits limits) {
        double ratio = Math.max(machine.quadratureH() / machine.directH(), machine.directH() / machine.quadratureH());
        double least = Math.min(machine.directH(), machine.quadratureH());
        return machine.polePairs() * limits.speedRadPerS() * ratio + machine.resistanceOhm(limits.windingK()) / least;
    }

    private void ratings(DriveParameters parameters) {
        below(DriveSetting.CURRENT, parameters.limit().currentA(), "A, what " + parameters.name() + " bears");
        below(DriveSetting.SPEED, parameters.limit().speedRadPerS(), "rad/s, what " + parameters.name() + " bears");
    }

    private void supply() {
        if (!(limits.supplyMinV() < limits.supplyMaxV())) {
            throw settings.error(
                            DriveSetting.SUPPLY_MIN,
                            format("is not below limits.supply.max=%.4g V", limits.supplyMaxV()))
                    .withHint("leave it out for 0.7 of it");
        }
    }

    private void times() {
        longer(DriveSetting.SENSOR_AGE, 2 * tickS, "two ticks");
        longer(SharedSetting.STUCK_TIME, 2 * tickS, "two ticks");
        longer(SharedSetting.CLOCK_JUMP, 2 * tickS, "two ticks");
        longer(SharedSetting.RESUME_WINDOW, 2 * settings.value(DriveSetting.SENSOR_AGE), "twice limits.sensor_age");
    }

    // A voltage is held for a tick: the field must not turn too far in it.
    private void tick() {
        double turned = tickS * machine.polePairs() * limits.speedRadPerS();
        if (!(turned <= TICK_RAD)) {
            throw settings.error(
                            DriveSetting.SPEED,
                            format(
                                    "turns the field by %.2f rad in a tick of %.4g ms; %.4g rad/s turn it by the %.1f rad that"
                                            + " can be predicted",
                                    turned, 1e3 * tickS, TICK_RAD / tickS / machine.polePairs(), TICK_RAD))
                    .withHint("lower it or raise loop.rate");
        }
    }

    // p ω ψ (1 + δψ) ≤ η V: at the greatest speed, with the least supply, the current can still be brought to zero.
    private void voltage() {
        double availableV = VOLTAGE_SHARE
                * settings.value(DriveSetting.DUTY_MAX)
                * (1 - limits.voltageError())
                * limits.supplyMinV()
                / 2;
        double flux = machine.fluxVs() * (1 + machine.tolerances().flux());
        double most = availableV / Math.max(1e-12, machine.polePairs() * flux);
        if (!(limits.speedRadPerS() <= most)) {
            throw settings.error(
                            DriveSetting.SPEED,
                            format(
                                    "is above %.4g rad/s: beyond, the magnets induce more than the %.4g V that a supply of"
                                            + " %.4g V leaves to bring the current to zero",
                                    most, availableV, limits.supplyMinV()))
                    .withHint("lower it or raise limits.supply.min; field weakening has no certificate");
        }
    }

    // Between 0.9 of the greatest speed and the greatest speed, braking must overcome the load.
    private void load() {
        BackupCurrents backup = new BackupCurrents(
                machine,
                new CurrentModel(machine, tickS, 1),
                limits,
                settings.value(DriveSetting.DUTY_MAX),
                SupplyRoom.endless());
        double mostNm = 0.9
                * Math.min(
                        backup.brakeNm(limits.speedRadPerS(), limits.supplyMinV()),
                        limits.speedGainPerS() * machine.leastInertiaKgM2() * limits.speedRadPerS());
        if (!(limits.loadNm() <= mostNm)) {
            throw settings.error(
                            DriveSetting.LOAD_TORQUE,
                            format("is above %.4g Nm, what braking with backup.brake_current makes of it", mostNm))
                    .withHint("lower it, or raise backup.brake_current or backup.speed_gain");
        }
    }

    // Near its limit the supply takes no more, and the backup brakes no more: then a load that drives would have the
    // speed.
    private void fedBack() {
        if (!Double.isInfinite(limits.capacitanceF()) && limits.loadNm() > 0) {
            throw settings.error(
                            DriveSetting.LOAD_TORQUE,
                            format(
                                    "drives up to %.4g W, for as long as it likes, into a supply that takes no more than the"
                                            + " %.4g J of limits.supply.capacity: in the end, speed or supply could not be kept",
                                    limits.loadNm() * limits.speedRadPerS(),
                                    settings.value(DriveSetting.SUPPLY_ENERGY)))
                    .withHint(
                            "set it to 0 where the load only brakes, or leave out limits.supply.capacity where mains or a"
                                    + " chopper take back what is fed in");
        }
    }

    private void below(Setting setting, double most, String what) {
        if (!(settings.value(setting) <= most * (1 + 1e-9))) {
            throw settings.error(setting, format("is above %.4g %s", most, what))
                    .withHint("lower it");
        }
    }

    private void longer(Setting time, double least, String what) {
        if (!(settings.value(time) >= least)) {
            throw settings.error(time, format("is below %.4g s, %s", least, what))
                    .withHint("raise it");
        }
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
