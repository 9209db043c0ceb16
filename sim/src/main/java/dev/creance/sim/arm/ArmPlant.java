package dev.creance.sim.arm;

import dev.creance.dynamics.arm.ArmChannels;
import dev.creance.dynamics.arm.ArmDynamics;
import dev.creance.dynamics.arm.ArmInterface;
import dev.creance.dynamics.arm.ArmState;
import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.dynamics.arm.ToolPose;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Plant;
import dev.creance.sim.Disturbance;

/**
 * An arm whose drives exert the efforts they are commanded, within their limits; with stops at the ends of its joints and a
 * wall before its tool. Steps longer than {@value #MAX_STEP_S} s are divided evenly.
 */
@HotPath
public final class ArmPlant implements Plant {
    /**
     * Friction stops a joint at 500 1/s and the stops of the shipped arms swing at up to 300 rad/s, a little faster where the
     * links before are light; steps of fourth order are stable up to 2.8 / 500 s.
     */
    static final double MAX_STEP_S = 0.001;

    private final ArmJudge judge;
    private final Layout commands;
    private final Layout measurements;
    private final double[] most;
    private final ArmDynamics dynamics;
    private final ArmContacts contacts;
    private final ArmState state;
    private final double[] effort;
    private final ChainMotion motion;
    private final ToolPose toolPose;
    private double massFactor = 1;
    private double inertiaFactor = 1;
    private double frictionFactor = 1;
    private double supplyFactor = 1;

    public ArmPlant(Chain chain, double[] position) {
        this(chain, position, ElasticWall.outOfReach());
    }

    /** @param position of the joints to begin with */
    public ArmPlant(Chain chain, double[] position, ElasticWall wall) {
        this(chain, position, wall, new ArmJudge(ArmLimits.none(chain.size()), chain, null));
    }

    /** @param judge sees every sub-step */
    ArmPlant(Chain chain, double[] position, ElasticWall wall, ArmJudge judge) {
        this.judge = judge;
        int n = chain.size();
        if (position.length != n) {
            throw new IllegalArgumentException("position has " + position.length + " values for " + n + " joints");
        }
        commands = ArmChannels.commands(chain, ArmInterface.EFFORT);
        measurements = ArmChannels.sensors(chain);
        most = chain.joints().stream()
                .mapToDouble(joint -> joint.limits().effort())
                .toArray();
        dynamics = new ArmDynamics(chain);
        state = new ArmState(n);
        effort = new double[n];
        motion = new ChainMotion(chain);
        toolPose = new ToolPose(chain);
        contacts = new ArmContacts(chain, wall);
        System.arraycopy(position, 0, state.position, 0, n);
    }

    /** The true state; whoever writes to it moves the arm. */
    public ArmState state() {
        return state;
    }

    /** What the wall does to the tool, base axes. */
    public void wallForce(double[] forceNOut) {
        motion.update(state.position, state.velocity);
        contacts.wall().force(motion, forceNOut);
    }

    @Override
    public Layout commands() {
        return commands;
    }

    @Override
    public Layout measurements() {
        return measurements;
    }

    /** Commands beyond a drive's limit are cut to it; NaN counts as 0, as a drive without a valid set point does. */
    @Override
    public void step(double[] commands, double dtS) {
        for (int i = 0; i < effort.length; i++) {
            double u = commands[i];
            double limit = supplyFactor * most[i]; // a drive is as strong as its voltage lets it
            effort[i] = Double.isNaN(u) ? 0 : Math.max(-limit, Math.min(limit, u));
        }
        int parts = Math.max(1, (int) Math.ceil(dtS / MAX_STEP_S - 1e-9));
        for (int part = 0; part < parts; part++) {
            dynamics.step(state, effort, contacts, dtS / parts);
            contacts.brakes().slip(state);
            judge.observe(state, effort);
        }
    }

    /** Changes it from now on, over what it is. */
    void disturb(Disturbance what, double factor) {
        switch (what) {
            case MASS -> massFactor = factor;
            case INERTIA -> inertiaFactor = factor;
            case FRICTION -> frictionFactor = factor;
            case SUPPLY -> supplyFactor = factor;
            default -> {} // its base stands fast
        }
        dynamics.scale(massFactor, inertiaFactor, frictionFactor);
    }

    /** The joints' holding brakes; open to begin with. */
    HoldingBrakes brakes() {
        return contacts.brakes();
    }

    @Override
    public void measure(double[] measurementsOut) {
        measureJoints(measurementsOut);
        toolPose.write(state.position, measurementsOut);
    }

    /** Leaves the tool's channels alone. */
    void measureJoints(double[] measurementsOut) {
        int n = effort.length;
        System.arraycopy(state.position, 0, measurementsOut, 0, n);
        System.arraycopy(state.velocity, 0, measurementsOut, n, n);
        System.arraycopy(effort, 0, measurementsOut, 2 * n, n);
    }
}
