package dev.creance.dynamics.arm;

import dev.creance.runtime.HotPath;
import java.util.Arrays;

/**
 * An arm with friction and outer loads, integrated by classic Runge-Kutta steps of fourth order. Allocation-free after
 * construction; not thread-safe.
 *
 * <pre>
 * q' = q'      q'' = M(q)⁻¹ (effort + friction(q') + loads − h(q, q'))
 * </pre>
 */
@HotPath
public final class ArmDynamics {
    private final int joints;
    private final ChainMotion motion;
    private final ForwardDynamics forward;
    private final JointFriction friction;

    private final double[] total;
    private final double[] toolWrench = new double[6];
    private final ArmState stage;
    private final ArmState[] rate;

    public ArmDynamics(Chain chain) {
        joints = chain.size();
        motion = new ChainMotion(chain);
        forward = new ForwardDynamics(chain);
        friction = new JointFriction(chain);
        total = new double[joints];
        stage = new ArmState(joints);
        rate = new ArmState[] {new ArmState(joints), new ArmState(joints), new ArmState(joints), new ArmState(joints)};
    }

    /** Number of joints. */
    public int size() {
        return joints;
    }

    /** Changes mass and inertia of all links and the friction of all joints from now on, over what they are. */
    public void scale(double massFactor, double inertiaFactor, double frictionFactor) {
        motion.scale(massFactor, inertiaFactor);
        friction.scale(frictionFactor);
    }

    /**
     * Advances the state by one step.
     *
     * @param effort of the drives, per joint, held over the step
     */
    public void step(ArmState state, double[] effort, ArmLoads loads, double dtS) {
        derivative(state, effort, loads, rate[0]);
        advance(state, rate[0], dtS / 2);
        derivative(stage, effort, loads, rate[1]);
        advance(state, rate[1], dtS / 2);
        derivative(stage, effort, loads, rate[2]);
        advance(state, rate[2], dtS);
        derivative(stage, effort, loads, rate[3]);
        for (int i = 0; i < joints; i++) {
            state.position[i] += dtS
                    / 6
                    * (rate[0].position[i] + 2 * rate[1].position[i] + 2 * rate[2].position[i] + rate[3].position[i]);
            state.velocity[i] += dtS
                    / 6
                    * (rate[0].velocity[i] + 2 * rate[1].velocity[i] + 2 * rate[2].velocity[i] + rate[3].velocity[i]);
        }
    }

    /** Accelerations in a state. */
    public void accelerations(ArmState state, double[] effort, ArmLoads loads, double[] accelerationOut) {
        motion.update(state.position, state.velocity);
        System.arraycopy(effort, 0, total, 0, joints);
        Arrays.fill(toolWrench, 0);
        friction.add(state.velocity, total);
        loads.add(state, motion, total, toolWrench);
        forward.accelerations(motion, total, toolWrench, accelerationOut);
    }

    private void derivative(ArmState state, double[] effort, ArmLoads loads, ArmState rateOut) {
        System.arraycopy(state.velocity, 0, rateOut.position, 0, joints);
        accelerations(state, effort, loads, rateOut.velocity);
    }

    private void advance(ArmState state, ArmState rate, double dtS) {
        for (int i = 0; i < joints; i++) {
            stage.position[i] = state.position[i] + dtS * rate.position[i];
            stage.velocity[i] = state.velocity[i] + dtS * rate.velocity[i];
        }
    }
}
