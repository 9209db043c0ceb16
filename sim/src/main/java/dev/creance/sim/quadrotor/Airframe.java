package dev.creance.sim.quadrotor;

import dev.creance.dynamics.quadrotor.Payload;
import dev.creance.dynamics.quadrotor.QuadrotorDynamics;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.dynamics.quadrotor.air.Drag;
import dev.creance.dynamics.quadrotor.air.FlightLoads;

/** A vehicle's equations with what it carries, and the loads on it. */
final class Airframe {
    final QuadrotorDynamics dynamics;

    /** Null without ground. */
    final GroundContact contact;

    /** Of the air, and of rotors that lack thrust. */
    final FlightLoads air;

    /** Whether the air does anything to it. */
    final boolean feelsAir;

    /** Centre of mass with what it carries, from the vehicle's own; body axes. */
    final double[] centreM;

    /** The other way round. */
    final double[] ownM;

    private Airframe(QuadrotorPlantConfig config, QuadrotorParameters laden, double[] centreM) {
        this.centreM = centreM;
        ownM = new double[] {-centreM[0], -centreM[1], -centreM[2]};
        dynamics = new QuadrotorDynamics(laden);
        contact = config.ground() ? new GroundContact(config.parameters(), centreM) : null;
        AirframeConfig more = config.airframe();
        feelsAir = more.drag().isPresent() || more.groundEffect().isPresent();
        air = new FlightLoads(
                laden, more.drag().orElseGet(Drag::none), more.groundEffect().orElse(null));
    }

    /** By itself. */
    static Airframe bare(QuadrotorPlantConfig config) {
        return new Airframe(config, config.parameters(), new double[3]);
    }

    static Airframe carrying(QuadrotorPlantConfig config, Payload payload) {
        return new Airframe(config, payload.on(config.parameters()), payload.shiftM(config.parameters()));
    }
}
