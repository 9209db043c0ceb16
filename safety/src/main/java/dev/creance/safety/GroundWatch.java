package dev.creance.safety;

import dev.creance.runtime.HotPath;

/** Whether the vehicle stands, flies, or has come down again. It never guesses that a flying vehicle stands. */
@HotPath
final class GroundWatch {
    /** Off the ground: this far above where it stood when it was armed. */
    private static final double LIFTED_M = 0.04;

    /** Touchdown: sinks slower than this share of the descent rate ... */
    private static final double STILL_SHARE = 0.5;

    /** ... for this long ... */
    private static final double STILL_S = 0.3;

    /** ... while the rotors carry less than this share of the weight. */
    private static final double CARRIED_SHARE = 0.9;

    private final Airframe airframe;
    private final double descentMPerS;

    private boolean airborne;
    private boolean touchedDown;
    private double groundM = Double.NaN;
    private double stillS;

    GroundWatch(Airframe airframe, ShieldSettings settings) {
        this.airframe = airframe;
        this.descentMPerS = settings.value(Setting.DESCENT_RATE);
    }

    /** Before arming: the vehicle stands, here. */
    void standing(StateEstimate estimate) {
        airborne = false;
        touchedDown = false;
        stillS = 0;
        groundM = estimate.known ? estimate.state.pz : Double.NaN;
    }

    /**
     * In flight states.
     *
     * @param landing whether the backup descends
     */
    void update(StateEstimate estimate, boolean landing, double stepS) {
        VehicleState s = estimate.state;
        if (!airborne && !touchedDown) {
            airborne = !(s.pz <= groundM + LIFTED_M);
        }
        boolean still = landing
                && Math.abs(s.vz) < STILL_SHARE * descentMPerS
                && carriedShare(s) < CARRIED_SHARE
                && s.upZ() > 0.5;
        stillS = still ? stillS + Math.max(0, stepS) : 0;
        if (landing && (!airborne || stillS >= STILL_S)) {
            touchedDown = true;
            airborne = false;
        }
    }

    /** Nothing but air holds the vehicle. */
    boolean isAirborne() {
        return airborne;
    }

    /** It was told to land, and stands. Latched until the next {@link #standing}. */
    boolean hasTouchedDown() {
        return touchedDown;
    }

    private double carriedShare(VehicleState s) {
        double thrust = 0;
        for (int i = 0; i < Airframe.ROTORS; i++) {
            thrust += airframe.thrustN(i, s.rotor[i]);
        }
        return thrust / (airframe.massKg * airframe.gravityMPerS2);
    }
}
