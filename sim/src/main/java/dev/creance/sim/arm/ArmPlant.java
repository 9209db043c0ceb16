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

    private final Layout commands;
    private final Layout measurements;
    private final double[] most;
    private final ArmDynamics dynamics;
    private final ArmContacts contacts;
    private final ArmState state;
    private final double[] effort;
    private final ChainMotion motion;
    private final ToolPose toolPose;

    public ArmPlant(Chain chain, double[] position) {
        this(chain, position, ElasticWall.outOfReach());
    }

    /** @param position of the joints to begin with */
    public ArmPlant(Chain chain, double[] position, ElasticWall wall) {
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
            effort[i] = Double.isNaN(u) ? 0 : Math.max(-most[i], Math.min(most[i], u));
        }
        int parts = Math.max(1, (int) Math.ceil(dtS / MAX_STEP_S - 1e-9));
        for (int part = 0; part < parts; part++) {
            dynamics.step(state, effort, contacts, dtS / parts);
        }
    }

    @Override
    public void measure(double[] measurementsOut) {
        int n = effort.length;
        System.arraycopy(state.position, 0, measurementsOut, 0, n);
        System.arraycopy(state.velocity, 0, measurementsOut, n, n);
        System.arraycopy(effort, 0, measurementsOut, 2 * n, n);
        toolPose.write(state.position, measurementsOut);
    }
}
