package dev.creance.safety.quadrotor;

import dev.creance.runtime.HotPath;

/**
 * The certified controller: from a state and a goal straight to throttles, without memory, so that the certificate can fly it
 * ahead of time. Braking is joint along −v (both fence walls of a corner are braked at once with the full deceleration):
 *
 * <pre>
 * v* = sat(k_p (hold − p), v_hold), 0 while braking      a* = sat(k_v (v* − v), A)        F* = m (a* − d − g)
 * </pre>
 *
 * F* keeps its vertical part first; its direction goes to {@link AttitudeController}, its share along body z to the rotors.
 */
@HotPath
final class BackupController {
    private final Airframe airframe;
    private final BackupGains gains;
    private final AttitudeController attitude;
    private final RotorAllocation allocation;
    private final double mostThrustN;
    private final double leastThrustN;

    private double forceX;
    private double forceY;
    private double forceZ;

    BackupController(Airframe airframe, BackupGains gains) {
        this.airframe = airframe;
        this.gains = gains;
        this.attitude = new AttitudeController(airframe, gains);
        this.allocation = new RotorAllocation(airframe, gains.rotorS());
        this.mostThrustN = airframe.totalThrustN(airframe.throttleMax) * BackupGains.THRUST_SHARE;
        this.leastThrustN = airframe.totalThrustN(airframe.throttleMin);
    }

    /**
     * Computes the throttles.
     *
     * @param throttleOut normalised, within 0…1
     */
    void command(VehicleState s, BackupGoal goal, double[] throttleOut) {
        desireForce(s, goal);
        double length = Math.sqrt(forceX * forceX + forceY * forceY + forceZ * forceZ);
        attitude.moment(s, forceX / length, forceY / length, forceZ / length);
        double along = forceX * s.upX() + forceY * s.upY() + forceZ * s.upZ();
        double thrustN = along > leastThrustN ? (along < mostThrustN ? along : mostThrustN) : leastThrustN;
        allocation.throttles(s.rotor, thrustN, attitude.momentNm, throttleOut);
    }

    /** Cosine of the angle between the thrust axis and where the last {@link #command} wanted it. */
    double alignment(VehicleState s) {
        double length = Math.sqrt(forceX * forceX + forceY * forceY + forceZ * forceZ);
        return (forceX * s.upX() + forceY * s.upY() + forceZ * s.upZ()) / length;
    }

    /** Force that the last {@link #command} wanted, N, along a direction in world axes. */
    double forceAlongN(double x, double y, double z) {
        return forceX * x + forceY * y + forceZ * z;
    }

    private void desireForce(VehicleState s, BackupGoal goal) {
        double accelX = 0;
        double accelY = 0;
        if (!goal.levelOnly) {
            double goX = 0;
            double goY = 0;
            if (goal.holdHorizontal) {
                double offX = gains.positionPerS() * (goal.holdXM - s.px);
                double offY = gains.positionPerS() * (goal.holdYM - s.py);
                double scale = saturation(offX, offY, gains.holdMPerS());
                goX = scale * offX;
                goY = scale * offY;
            }
            accelX = gains.velocityPerS() * (goX - s.vx);
            accelY = gains.velocityPerS() * (goY - s.vy);
            double scale = saturation(accelX, accelY, gains.horizontalMPerS2());
            accelX = scale * accelX - compensated(s.ax);
            accelY = scale * accelY - compensated(s.ay);
        }
        double climb = goal.climbMPerS;
        if (goal.holdVertical) {
            climb = clamp(gains.positionPerS() * (goal.holdZM - s.pz), -gains.holdMPerS(), gains.holdMPerS());
        }
        double accelZ = clamp(gains.velocityPerS() * (climb - s.vz), -gains.sinkMPerS2(), gains.climbMPerS2());
        limitForce(accelX, accelY, airframe.gravityMPerS2 + accelZ - compensated(s.az));
    }

    private void limitForce(double accelX, double accelY, double accelZ) {
        double m = airframe.massKg;
        forceZ = clamp(m * accelZ, 1.5 * leastThrustN, 0.98 * mostThrustN);
        double horizontal = Math.min(Math.sqrt(mostThrustN * mostThrustN - forceZ * forceZ), gains.tanTilt() * forceZ);
        double scale = saturation(m * accelX, m * accelY, horizontal);
        forceX = scale * m * accelX;
        forceY = scale * m * accelY;
    }

    private double compensated(double disturbance) {
        return clamp(disturbance, -gains.compensationMPerS2(), gains.compensationMPerS2());
    }

    private static double saturation(double x, double y, double most) {
        double length = Math.sqrt(x * x + y * y);
        return length > most ? most / length : 1;
    }

    private static double clamp(double value, double least, double most) {
        return value > least ? (value < most ? value : most) : least;
    }
}
