package dev.creance.sim.arm;

import dev.creance.dynamics.estimate.VelocityFilter;
import dev.creance.runtime.HotPath;
import dev.creance.sim.Noise;
import dev.creance.sim.sensor.SensorBank;

/** What an arm's firmware knows of its joints by their sensors. Allocation-free after construction; not thread-safe. */
@HotPath
final class SensedArm {
    private static final int ENCODERS = 0;

    private final int joints;
    private final SensorBank bank;

    /** Null where speeds are measured. */
    private final VelocityFilter filter;

    SensedArm(ArmSensors sensors, double periodS, Noise seeds) {
        joints = sensors.position().axes();
        bank = new SensorBank(sensors.placed(), Math.round(periodS * 1e9), seeds);
        filter = sensors.filter()
                .map(settings -> new VelocityFilter(settings, joints))
                .orElse(null);
    }

    /** Turns true positions, velocities and efforts into what it knows of them, in place; once in each period. */
    void sense(double[] jointsInOut) {
        bank.sense(jointsInOut);
        if (filter != null) {
            if (bank.arrived(ENCODERS) || !filter.valid()) {
                filter.update(jointsInOut, 0);
            }
            System.arraycopy(filter.position(), 0, jointsInOut, 0, joints);
            System.arraycopy(filter.velocity(), 0, jointsInOut, joints, joints);
        }
    }
}
