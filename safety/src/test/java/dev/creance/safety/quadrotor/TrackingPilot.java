package dev.creance.safety.quadrotor;

import dev.creance.dynamics.quadrotor.QuadrotorReferences;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Reference;
import dev.creance.runtime.config.ConfigFile;

/** A capable policy for tests: follows a reference by its position and velocity, on the true state. */
final class TrackingPilot implements Flight.Pilot {
    private static final double POSITION_PER_S2 = 6;
    private static final double VELOCITY_PER_S = 4;

    private final Airframe airframe = new Airframe(ShieldFixtures.CRAZYFLIE, 0, 1);
    private final AttitudeController attitude =
            new AttitudeController(airframe, BackupGains.of(ShieldFixtures.settings()));
    private final RotorAllocation allocation = new RotorAllocation(airframe, 0.02);
    private final Reference reference;
    private final Frame wanted;
    private final VehicleState seen = new VehicleState();

    /** Farthest it has been from the vertical through the origin. */
    double farthestM;

    TrackingPilot(String reference) {
        this.reference = QuadrotorReferences.from(ConfigFile.parse("reference.yaml", reference));
        this.wanted = new Frame(this.reference.layout());
    }

    @Override
    public void propose(Flight flight, double[] out) {
        long since = flight.decision().activeSinceNs;
        reference.sample(since == Long.MIN_VALUE ? 0 : flight.in.nowNs - since, wanted);
        GentlePilot.see(flight.truth, seen);
        farthestM = Math.max(farthestM, Math.hypot(seen.px, seen.py));
        double[] r = wanted.values;
        double m = airframe.massKg;
        double fx = m * (POSITION_PER_S2 * (r[0] - seen.px) + VELOCITY_PER_S * (r[3] - seen.vx));
        double fy = m * (POSITION_PER_S2 * (r[1] - seen.py) + VELOCITY_PER_S * (r[4] - seen.vy));
        double fz = m * (9.81 + POSITION_PER_S2 * (r[2] - seen.pz) + VELOCITY_PER_S * (r[5] - seen.vz));
        double length = Math.sqrt(fx * fx + fy * fy + fz * fz);
        attitude.moment(seen, fx / length, fy / length, fz / length);
        double along = fx * seen.upX() + fy * seen.upY() + fz * seen.upZ();
        allocation.throttles(seen.rotor, along, attitude.momentNm, out);
    }
}
