package dev.creance.safety.quadrotor;

import static dev.creance.dynamics.quadrotor.QuadrotorChannels.POSITION;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.VELOCITY;

import dev.creance.runtime.HotPath;
import dev.creance.safety.SentCommands;
import dev.creance.safety.guards.TransitionModel;

/**
 * Whether position and velocity follow from a frame before under the commands sent, by the shield's own {@link FlightModel}. Both
 * frames err, and the vehicle may be pushed as much as the shield reckons with:
 *
 * <pre>
 * |v − v̂| ≤ 2 e_v + e_a t        |p − p̂| ≤ 2 e_p + e_v t + ½ e_a t²
 * </pre>
 *
 * On the ground, which the model does not know, it says nothing.
 */
@HotPath
final class FlightTransitions implements TransitionModel {
    private static final int AXES = 3;

    private final StateEstimator estimator;
    private final FlightModel model;
    private final GroundWatch ground;
    private final double positionErrorM;
    private final double velocityErrorMPerS;
    private final double accelerationErrorMPerS2;
    private final SentCommands sent = new SentCommands(Airframe.ROTORS);
    private final VehicleState state = new VehicleState();
    private final long stepNs;
    private boolean flying;
    private long beganNs;
    private long carriedToNs;

    /** @param estimator that adopts each frame before this begins with it */
    FlightTransitions(
            StateEstimator estimator, FlightModel model, QuadrotorShieldSettings settings, GroundWatch ground) {
        this.estimator = estimator;
        this.model = model;
        this.ground = ground;
        stepNs = Math.round(model.stepS() * 1e9);
        positionErrorM = settings.value(QuadrotorSetting.POSITION_ERROR);
        velocityErrorMPerS = settings.value(QuadrotorSetting.VELOCITY_ERROR);
        accelerationErrorMPerS2 = settings.value(QuadrotorSetting.ACCELERATION_ERROR);
    }

    @Override
    public int size() {
        return 2 * AXES;
    }

    @Override
    public void begin(double[] sensors, long sampledAtNs) {
        flying = ground.isAirborne();
        estimator.read(sensors, state);
        beganNs = sampledAtNs;
        carriedToNs = sampledAtNs;
    }

    @Override
    public void follow(double[] sensors, long sampledAtNs, long wayNs, double[] errorsOut) {
        while (carriedToNs + stepNs / 2 <= sampledAtNs) {
            model.step(sent.at(carriedToNs - wayNs), state);
            carriedToNs += stepNs;
        }
        double t = (sampledAtNs - beganNs) * 1e-9;
        double mostM = 2 * positionErrorM + t * (velocityErrorMPerS + 0.5 * accelerationErrorMPerS2 * t);
        double mostMPerS = 2 * velocityErrorMPerS + accelerationErrorMPerS2 * t;
        errorsOut[0] = Math.abs(sensors[POSITION] - state.px) / mostM;
        errorsOut[1] = Math.abs(sensors[POSITION + 1] - state.py) / mostM;
        errorsOut[2] = Math.abs(sensors[POSITION + 2] - state.pz) / mostM;
        errorsOut[3] = Math.abs(sensors[VELOCITY] - state.vx) / mostMPerS;
        errorsOut[4] = Math.abs(sensors[VELOCITY + 1] - state.vy) / mostMPerS;
        errorsOut[5] = Math.abs(sensors[VELOCITY + 2] - state.vz) / mostMPerS;
        if (!flying || !ground.isAirborne()) {
            for (int i = 0; i < errorsOut.length; i++) {
                errorsOut[i] = 0;
            }
        }
    }

    @Override
    public void sent(long nowNs, double[] command) {
        sent.add(nowNs, command);
    }
}
