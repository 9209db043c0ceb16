package dev.creance.safety.arm;

import dev.creance.runtime.HotPath;
import dev.creance.safety.guards.TransitionModel;

/**
 * Whether the joints are where their velocities took them, and where their set points told them to be. A velocity errs by as much as
 * a joint that stands may show, positions together by {@code sense.position_jump}:
 *
 * <pre>
 * |q − (q₀ + Σ ½ (v + v⁻) dt)| ≤ e_q + e_v t        |q − set point| ≤ tracking_error
 * </pre>
 */
@HotPath
final class JointTransitions implements TransitionModel {
    private final int joints;
    private final double positionErrorRad;
    private final double velocityErrorRadPerS;
    private final double trackingRad;
    private final double[] position;
    private final double[] velocity;
    private final double[] setPoint;
    private boolean told;
    private long beganNs;
    private long carriedToNs;

    JointTransitions(int joints, double positionErrorRad, double velocityErrorRadPerS, double trackingRad) {
        this.joints = joints;
        this.positionErrorRad = positionErrorRad;
        this.velocityErrorRadPerS = velocityErrorRadPerS;
        this.trackingRad = trackingRad;
        position = new double[joints];
        velocity = new double[joints];
        setPoint = new double[joints];
    }

    @Override
    public int size() {
        return 2 * joints;
    }

    @Override
    public void begin(double[] sensors, long sampledAtNs) {
        System.arraycopy(sensors, 0, position, 0, joints);
        System.arraycopy(sensors, joints, velocity, 0, joints);
        beganNs = sampledAtNs;
        carriedToNs = sampledAtNs;
    }

    @Override
    public void follow(double[] sensors, long sampledAtNs, long wayNs, double[] errorsOut) {
        double stepS = (sampledAtNs - carriedToNs) * 1e-9;
        double most = positionErrorRad + velocityErrorRadPerS * (sampledAtNs - beganNs) * 1e-9;
        for (int i = 0; i < joints; i++) {
            position[i] += 0.5 * stepS * (velocity[i] + sensors[joints + i]);
            velocity[i] = sensors[joints + i];
            errorsOut[i] = Math.abs(sensors[i] - position[i]) / most;
            errorsOut[joints + i] = told ? Math.abs(sensors[i] - setPoint[i]) / trackingRad : 0;
        }
        carriedToNs = sampledAtNs;
    }

    @Override
    public void sent(long nowNs, double[] command) {
        System.arraycopy(command, 0, setPoint, 0, joints);
        told = true;
    }
}
