package dev.creance.safety.drive;

import dev.creance.runtime.config.ConfigError;
import dev.creance.safety.CommandProjection;
import dev.creance.safety.SettingsSection;
import java.util.Locale;

/**
 * The reserve of a supply that nothing discharges but the machine: the most that is fed in from full braking at any speed until the
 * backup drives instead and its currents have settled, by the certificate's own reckoning, and the field that these store. Once and
 * for all, before anything turns.
 *
 * <p>Refuses what leaves the argument of {@link SupplyRoom} without ground: a supply that takes less than the reserves in the upper part
 * of its range, and currents that settle so far off that driving them would not draw power.
 */
final class BrakingReserve {
    /** Speeds that are tried, evenly up to the limit. */
    private static final int SPEEDS = 16;

    /** All reserves lie above this share of the supply's greatest voltage, with which they are reckoned: less voltage ends braking later. */
    private static final double FROM_SHARE = 0.9;

    /** ... and take no more of its capacity. */
    private static final double OF_CAPACITY = 0.5;

    private static final double COLD_K = 293.15;

    private final RotorMachine machine;
    private final DriveLimits limits;
    private final SettingsSection settings;
    private final CurrentModel model;
    private final BackupCurrents backup;
    private final DriveCertificate certificate;

    private BrakingReserve(
            RotorMachine machine,
            DriveLimits limits,
            SettingsSection settings,
            CommandProjection projection,
            double tickS) {
        this.machine = machine;
        this.limits = limits;
        this.settings = settings;
        double most = settings.value(DriveSetting.DUTY_MAX);
        model = new CurrentModel(machine, tickS, DrivePreconditions.stepsPerTick(machine, limits, tickS));
        backup = new BackupCurrents(machine, model, limits, most, SupplyRoom.none());
        certificate = new DriveCertificate(machine, model, backup, projection, limits, SupplyRoom.of(limits, 0), most);
    }

    /**
     * The room of a supply with its reserve.
     *
     * @throws ConfigError where there is too little of it
     */
    static SupplyRoom room(
            RotorMachine machine,
            DriveLimits limits,
            SettingsSection settings,
            CommandProjection projection,
            double tickS) {
        return limits.takesBack()
                ? SupplyRoom.endless()
                : SupplyRoom.of(limits, new BrakingReserve(machine, limits, settings, projection, tickS).reserveJ());
    }

    private double reserveJ() {
        double mostJ = 0;
        for (int i = 1; i <= SPEEDS; i++) {
            mostJ = Math.max(mostJ, fedJ(i * limits.speedRadPerS() / SPEEDS));
        }
        double mostV = limits.supplyMaxV();
        double leastV = limits.supplyMinV();
        double share = Math.min(
                OF_CAPACITY, (1 - FROM_SHARE * FROM_SHARE) * mostV * mostV / (mostV * mostV - leastV * leastV));
        double neededJ = SupplyRoom.TO_BRAKE * mostJ / share;
        if (!(settings.value(DriveSetting.SUPPLY_ENERGY) >= neededJ)) {
            throw settings.error(
                            DriveSetting.SUPPLY_ENERGY,
                            format(
                                    "is below %.4g J: the backup feeds in up to %.4g J while its braking with %.4g A ends, and"
                                            + " twice that must be left above %.3g of limits.supply.max",
                                    neededJ, mostJ, limits.brakeA(), FROM_SHARE))
                    .withHint("lower backup.brake_current");
        }
        return mostJ;
    }

    private double fedJ(double speedRadPerS) {
        DriveState s = new DriveState();
        s.speedRadPerS = speedRadPerS;
        s.supplyV = FROM_SHARE * limits.supplyMaxV();
        s.windingK = COLD_K;
        s.inverterK = COLD_K;
        s.currentRadiusA = settings.value(DriveSetting.CURRENT_ERROR) * limits.currentA();
        s.speedRadiusRadPerS = settings.value(DriveSetting.SPEED_ERROR);
        certificate.at(s);
        double settledA = certificate.settledA(s);
        drawing(settledA);
        backup.brake(speedRadPerS, s.supplyV);
        s.directA = backup.toDirectA;
        s.quadratureA = backup.toQuadratureA - settledA;
        double halfV = s.supplyV / 2;
        double[] duty = {
            model.directV(s.directA, s.quadratureA, s.directA, s.quadratureA) / halfV,
            model.quadratureV(s.directA, s.quadratureA, s.directA, s.quadratureA) / halfV
        };
        certificate.holds(s, duty);
        double mostH = Math.max(machine.directH(), machine.quadratureH())
                * (1 + machine.tolerances().inductance());
        return certificate.peakFedJ() + 0.75 * mostH * 2 * Math.pow(2 * settledA, 2);
    }

    /** Wherever the currents settle around those of driving, the torque drives. */
    private void drawing(double settledA) {
        if (!(settledA <= limits.brakeA())) {
            throw settings.error(
                            DriveSetting.BRAKE_CURRENT,
                            format(
                                    "is below %.4g: settled currents are wrong by up to %.4g A, and whoever may brake with less"
                                            + " than that feeds a supply with limits.supply.capacity for ever",
                                    settledA / limits.currentA(), settledA))
                    .withHint("raise it, raise loop.rate or lower sense.current_error");
        }
        double reluctanceVs = Math.abs(machine.directH() - machine.quadratureH())
                * (1 + machine.tolerances().inductance())
                * settledA;
        if (machine.fluxVs() > 0
                && !(machine.fluxVs() * (1 - machine.tolerances().flux()) > reluctanceVs)) {
            throw settings.error(
                            DriveSetting.CURRENT_ERROR,
                            format(
                                    "leaves settled currents wrong by up to %.4g A, whose reluctance torque outweighs the magnets'",
                                    settledA))
                    .withHint("lower it or raise loop.rate; or leave out limits.supply.capacity");
        }
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
