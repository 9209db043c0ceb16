package dev.creance.safety.quadrotor;

import dev.creance.runtime.HotPath;

/** Whether the vehicle stands, flies, or has come down again. It never guesses that a flying vehicle stands. */
@HotPath
final class GroundWatch {
    /** Off the ground: this far above where it stood when it was armed. */
    private static final double LIFTED_M = 0.04;

    /** Nor does it stand where its rotors carry so much of it ... */
    private static final double LIFTING_SHARE = 0.5;

    /** ... and it skids, ... */
    private static final double SKID_M_PER_S = 0.2;

    /** ... turns, ... */
    private static final double TURN_RAD_PER_S = 1.5;

    /** ... or tips, cosine of 6 degrees beyond how it stood. */
    private static final double TIP_COSINE = 0.9945;

    /** Touchdown: told to sink, with the rotors carrying less than this share of the weight, it stays ... */
    private static final double CARRIED_SHARE = 0.9;

    /** ... within this height ... */
    private static final double STILL_M = 0.02;

    /** ... for this long where it took off, within so much, ... */
    private static final double STILL_S = 0.3;

    private static final double KNOWN_GROUND_M = 0.1;

    /** ... and for this long elsewhere: an updraught within any disturbance does not carry it that evenly. */
    private static final double STILL_ELSEWHERE_S = 1;

    private final Airframe airframe;

    private boolean airborne;
    private boolean touchedDown;
    private double groundM = Double.NaN;
    private double upX;
    private double upY;
    private double upZ = 1;
    private double stillS;
    private double stillAtM = Double.NaN;

    GroundWatch(Airframe airframe) {
        this.airframe = airframe;
    }

    /** Before arming: the vehicle stands, here. */
    void standing(StateEstimate estimate) {
        airborne = false;
        touchedDown = false;
        stillS = 0;
        groundM = estimate.known ? estimate.state.pz : Double.NaN;
        upX = estimate.state.upX();
        upY = estimate.state.upY();
        upZ = estimate.state.upZ();
    }

    /**
     * In flight states.
     *
     * @param landing whether the backup descends
     */
    void update(StateEstimate estimate, boolean landing, double stepS) {
        VehicleState s = estimate.state;
        if (!airborne && !touchedDown) {
            // Told to land on the way up, it is let down, not dropped: then it flies as soon as it is lighter than its
            // weight.
            double liftedM = landing && carriedShare(s) >= CARRIED_SHARE ? 0 : LIFTED_M;
            airborne = !(s.pz <= groundM + liftedM) || leavesItsPlace(s);
        }
        boolean still =
                landing && Math.abs(s.pz - stillAtM) < STILL_M && carriedShare(s) < CARRIED_SHARE && s.upZ() > 0.5;
        stillS = still ? stillS + Math.max(0, stepS) : 0;
        stillAtM = still ? stillAtM : s.pz;
        double enoughS = s.pz < groundM + KNOWN_GROUND_M ? STILL_S : STILL_ELSEWHERE_S;
        if (landing && (!airborne || stillS >= enoughS)) {
            touchedDown = true;
            airborne = false;
        }
    }

    /** Dragged or tipped over by its rotors, low as it is: the ground holds it no longer. What people do to it is left to them. */
    private boolean leavesItsPlace(VehicleState s) {
        boolean moves = !(s.horizontalSpeedMPerS() <= SKID_M_PER_S
                && s.bodyRateRadPerS() <= TURN_RAD_PER_S
                && s.upX() * upX + s.upY() * upY + s.upZ() * upZ >= TIP_COSINE);
        return moves && carriedShare(s) >= LIFTING_SHARE;
    }

    /** Nothing but air holds the vehicle. */
    boolean isAirborne() {
        return airborne;
    }

    /** Where it stood when it was armed; NaN where that was not known. */
    double heightM() {
        return groundM;
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
