package dev.creance.safety.drive;

import dev.creance.dynamics.Interval;
import dev.creance.dynamics.drive.DriveParameters;
import dev.creance.safety.IdentifiedBounds;
import dev.creance.safety.Setting;
import dev.creance.safety.SettingsSection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** How a drive's settings rest on what was identified of it: names as {@code DriveIdentification} writes them. */
final class IdentifiedDrive {
    private final IdentifiedBounds bounds;
    private final RotorMachine machine;
    private final DriveParameters believed;

    IdentifiedDrive(IdentifiedBounds bounds, DriveParameters believed) {
        this.bounds = bounds;
        this.believed = believed;
        machine = RotorMachine.of(believed);
    }

    /** @param limits without what was identified */
    Map<Setting, Double> standards(Map<Setting, Double> own, DriveLimits limits) {
        Map<Setting, Double> standards = new HashMap<>(own);
        standards.put(DriveSetting.VOLTAGE_ERROR, bounds.raised(DriveSetting.VOLTAGE_ERROR, voltageError(limits)));
        standards.put(DriveSetting.LOAD_TORQUE, bounds.raised(DriveSetting.LOAD_TORQUE, loadNm()));
        return standards;
    }

    // W of a current's rate is a voltage over the inductance that it is across: δv/2 V ≥ W L with the least supply.
    private double voltageError(DriveLimits limits) {
        double inductanceH = Math.max(machine.directH(), machine.quadratureH());
        return 2 * bounds.disturbance("current_rate_a_per_s") * inductanceH / limits.supplyMinV();
    }

    private double loadNm() {
        double inertia = bounds.parameter("inertia_kg_m2").map(Interval::high).orElse(believed.rotorInertiaKgM2());
        return bounds.disturbance("acceleration_rad_per_s2") * inertia;
    }

    void check(SettingsSection section, DriveLimits limits) {
        bounds.covered(section, DriveSetting.VOLTAGE_ERROR, voltageError(limits));
        bounds.covered(section, DriveSetting.LOAD_TORQUE, loadNm());
        bounds.believes(
                "resistance_ohm", machine.resistanceOhm(), believed.tolerances().resistance());
        bounds.believes(
                "direct_inductance_h", machine.directH(), believed.tolerances().inductance());
        bounds.believes(
                "quadrature_inductance_h",
                machine.quadratureH(),
                believed.tolerances().inductance());
        bounds.believes("flux_vs", machine.fluxVs(), believed.tolerances().flux());
        bounds.actuator("voltage_v").ifPresent(seen -> {
            if (!(limits.supplyMinV() / 2 <= seen.high() * (1 + 1e-9))) {
                throw section.error(
                                DriveSetting.SUPPLY_MIN,
                                String.format(
                                        Locale.ROOT,
                                        "is above %.4g V, the least supply that was seen",
                                        2 * seen.high()))
                        .withHint("lower it to that, or limits.supply.max, of which it is 0.7 where it is left out");
            }
        });
    }
}
