package dev.creance.sim.arm;

import dev.creance.dynamics.arm.ArmInterface;
import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.ToolPose;
import dev.creance.dynamics.arm.control.JointPd;
import dev.creance.runtime.Channel;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Layout;
import dev.creance.sim.DecisionObserver;
import dev.creance.sim.Disturbance;
import dev.creance.sim.Noise;
import dev.creance.sim.SimulatedMachine;
import dev.creance.sim.TruthSummary;
import java.util.Arrays;
import java.util.List;

/**
 * An arm behind the link. Its firmware passes efforts on or follows set points with its own servo law; without a command its holding
 * brakes are closed. Where the tool is it tells by its own idea of the arm from what the joints' encoders say.
 */
final class ArmMachine implements SimulatedMachine {
    /** rad/s or m/s: slower is standing still. */
    private static final double RESTING_PER_S = 0.01;

    private final double periodS;
    private final boolean takesEfforts;
    private final ArmJudge judge;
    private final ArmPlant plant;
    private final JointPd servo;
    private final ArmStop stop;
    private final EncoderWatch encoders;
    private long validBits = -1;
    private final ToolPose toolPose;

    /** Null where sensors are ideal. */
    private final SensedArm sensed;

    private final Layout sensors;
    private final Layout commands;
    private final double[] position;
    private final double[] velocity;
    private final double[] still;

    ArmMachine(ArmPlantConfig config, ArmLimits limits, Noise seeds) {
        Chain chain = config.chain();
        Chain nominal = config.nominal();
        periodS = 1.0 / config.rateHz();
        takesEfforts = config.taken() == ArmInterface.EFFORT;
        judge = new ArmJudge(
                limits,
                chain,
                new ContactForce(limits, chain, config.wall(), config.servo().stiffness()));
        plant = config.plant(judge);
        Chain carried = config.servo().carriesWeight() ? nominal : nominal.withGravity(0, 0, 0);
        servo = new JointPd(carried, config.servo().stiffness(), config.servo().damping());
        stop = new ArmStop(nominal, periodS);
        encoders = new EncoderWatch(nominal);
        toolPose = new ToolPose(nominal);
        sensed = config.sensing()
                .map(sensing -> new SensedArm(sensing, periodS, seeds))
                .orElse(null);
        sensors = config.sensors();
        commands = config.commands();
        position = new double[chain.size()];
        velocity = new double[chain.size()];
        still = new double[chain.size()];
        plant.brakes().close(plant.state());
    }

    @Override
    public Layout sensors() {
        return sensors;
    }

    @Override
    public Layout commands() {
        return commands;
    }

    /** The drives' efforts, whatever is commanded. */
    @Override
    public Layout actuators() {
        return plant.commands();
    }

    @Override
    @HotPath
    public void ready(double[] measured, double[] command, boolean linked, double[] effortInOut) {
        idle(measured, linked, effortInOut);
    }

    @Override
    @HotPath
    public void follow(double[] measured, double[] command, boolean linked, double[] effortInOut) {
        stop.rest();
        if (!takesEfforts && !encoders.knows(measured, validBits, periodS)) {
            hold(effortInOut);
            return;
        }
        plant.brakes().open();
        if (takesEfforts) {
            System.arraycopy(command, 0, effortInOut, 0, command.length);
        } else {
            servo(measured, command, still, effortInOut);
        }
    }

    /** Without knowing where the joints are. */
    private void hold(double[] effortOut) {
        plant.brakes().close(plant.state());
        Arrays.fill(effortOut, 0);
    }

    @Override
    @HotPath
    public void valid(long channelBits) {
        validBits = channelBits;
    }

    private void servo(double[] measured, double[] wanted, double[] wantedVelocity, double[] effortOut) {
        System.arraycopy(measured, 0, position, 0, position.length);
        System.arraycopy(measured, position.length, velocity, 0, velocity.length);
        servo.efforts(position, velocity, wanted, wantedVelocity, effortOut);
    }

    @Override
    @HotPath
    public boolean react(double[] measured, boolean resumable, double expiredForS, double[] effortInOut) {
        if (!encoders.knows(measured, validBits, periodS)) {
            hold(effortInOut);
            return !resumable;
        }
        boolean stands = stop.advance(measured);
        servo(measured, stop.position, stop.velocity, effortInOut);
        boolean over = stands && !resumable;
        if (over) {
            idle(measured, true, effortInOut);
        }
        return over;
    }

    @Override
    @HotPath
    public void idle(double[] measured, boolean linked, double[] effortOut) {
        stop.rest();
        encoders.reset();
        plant.brakes().close(plant.state());
        Arrays.fill(effortOut, 0);
    }

    @Override
    @HotPath
    public void step(double[] effort) {
        plant.step(effort, periodS);
    }

    @Override
    @HotPath
    public void measure(double[] measuredOut) {
        plant.measureJoints(measuredOut);
        if (sensed != null) {
            sensed.sense(measuredOut);
        }
        System.arraycopy(measuredOut, 0, position, 0, position.length);
        toolPose.write(position, measuredOut);
    }

    @Override
    @HotPath
    public void disturb(Disturbance what, double[] size) {
        plant.disturb(what, size[0]);
    }

    @Override
    @HotPath
    public boolean standsStill() {
        double fastest = 0;
        for (int i = 0; i < position.length; i++) {
            fastest = Math.max(fastest, Math.abs(plant.state().velocity[i]));
        }
        return plant.brakes().closed() && fastest < RESTING_PER_S;
    }

    @Override
    public DecisionObserver observer(List<Channel> margins) {
        return DecisionObserver.NONE;
    }

    @Override
    public int states() {
        return 2 * position.length;
    }

    @Override
    public void state(double[] out) {
        System.arraycopy(plant.state().position, 0, out, 0, position.length);
        System.arraycopy(plant.state().velocity, 0, out, position.length, position.length);
    }

    @Override
    public void place(double[] state) {
        System.arraycopy(state, 0, plant.state().position, 0, position.length);
        System.arraycopy(state, position.length, plant.state().velocity, 0, position.length);
    }

    @Override
    public TruthSummary truth() {
        return judge.truth(plant.brakes().closed());
    }
}
