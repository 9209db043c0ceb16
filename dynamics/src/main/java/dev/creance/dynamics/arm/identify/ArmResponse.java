package dev.creance.dynamics.arm.identify;

import dev.creance.dynamics.arm.ArmDynamics;
import dev.creance.dynamics.arm.ArmLoads;
import dev.creance.dynamics.arm.ArmState;
import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.Drivetrain;
import dev.creance.dynamics.arm.Joint;
import dev.creance.dynamics.identify.HeldCommands;
import dev.creance.dynamics.identify.Recording;
import dev.creance.dynamics.identify.ResponseModel;
import dev.creance.dynamics.identify.Segment;
import java.util.ArrayList;
import java.util.List;

/**
 * An arm's forward dynamics in the measured states, under the commanded efforts: the velocities that they add up to against those
 * measured. No acceleration is ever differentiated from a measurement. Looked for are the drive trains and a payload; the links are
 * the prior's, for single masses of links cannot be told apart by their efforts (Khalil and Dombre, Modeling, Identification and
 * Control of Robots, 2002, §9.4).
 */
final class ArmResponse implements ResponseModel {
    static final String DELAY = "delay_s";
    static final String PAYLOAD = "payload_kg";
    static final String[] MOMENTS = {"payload_moment_x_kg_m", "payload_moment_y_kg_m", "payload_moment_z_kg_m"};

    private static final int LEAST_SEGMENT = 100;
    private static final int PAYLOAD_AT = 1;
    private static final int TRAIN_AT = 5;
    private static final int PER_JOINT = 3;

    /** A share of the greatest effort by which friction is varied. */
    private static final double SLIGHT = 1e-3;

    private final Recording recording;
    private final Chain prior;
    private final int n;
    private final List<Segment> segments;
    private final List<Parameter> parameters = new ArrayList<>();
    private final HeldCommands commands;
    private final double[][] effort;
    private final double halfS;
    private final ArmState state;
    private double effortDelayS = Double.NaN;

    ArmResponse(Recording recording, Chain prior) {
        this.recording = recording;
        this.prior = prior;
        n = prior.size();
        segments = Segment.of(recording, LEAST_SEGMENT);
        commands = new HeldCommands(recording);
        effort = new double[recording.size()][n];
        halfS = Segment.periodS(recording) / 2;
        state = new ArmState(n);
        parameters.add(new Parameter(DELAY, 0, 2e-4, -0.02, 0.2));
        parameters.add(new Parameter(PAYLOAD, 0, 0.01, -1, 100));
        for (String moment : MOMENTS) {
            parameters.add(new Parameter(moment, 0, 1e-3, -100, 100));
        }
        for (int j = 0; j < n; j++) {
            add(prior.joints().get(j), j);
        }
    }

    private void add(Joint joint, int j) {
        Drivetrain train = joint.drivetrain();
        double step = SLIGHT * joint.limits().effort();
        JointNames names = JointNames.of(joint, j);
        double perSpeed = step / Math.min(10, joint.limits().speed());
        parameters.add(new Parameter(names.damping(), train.damping(), perSpeed, -1e4 * perSpeed, 1e4 * perSpeed));
        parameters.add(new Parameter(names.friction(), train.friction(), step, -1e3 * step, 1e3 * step));
        double inertia = joint.leastInertia();
        parameters.add(
                new Parameter(names.armature(), train.armature(), 0.01 * inertia, -0.5 * inertia, 1e3 * inertia));
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }

    @Override
    public List<Signal> signals() {
        List<Signal> signals = new ArrayList<>();
        for (int j = 0; j < n; j++) {
            signals.add(new Signal("joint.velocity." + j, true));
        }
        return signals;
    }

    @Override
    public List<Segment> segments() {
        return segments;
    }

    /** The arm with these parameters. */
    Chain chain(double[] theta) {
        List<Joint> joints = new ArrayList<>();
        for (int j = 0; j < n; j++) {
            Joint joint = prior.joints().get(j);
            int at = TRAIN_AT + PER_JOINT * j;
            Drivetrain train = new Drivetrain(theta[at], theta[at + 1], theta[at + 2]);
            joints.add(new Joint(
                    joint.name(), joint.kind(), joint.placement(), joint.axis(), joint.limits(), train, joint.link()));
        }
        double[] moment = {theta[PAYLOAD_AT + 1], theta[PAYLOAD_AT + 2], theta[PAYLOAD_AT + 3]};
        return new Payload(theta[PAYLOAD_AT], moment).on(prior, joints);
    }

    @Override
    public void residuals(double[] theta, double[][] residualOut) {
        exert(theta[0]);
        ArmDynamics dynamics = new ArmDynamics(chain(theta));
        double[] rate = new double[n];
        double[] before = new double[n];
        for (Segment segment : segments) {
            double[] velocity = new double[n];
            for (int k = segment.from(); k < segment.to(); k++) {
                System.arraycopy(recording.sensors()[k], 0, state.position, 0, n);
                System.arraycopy(recording.sensors()[k], n, state.velocity, 0, n);
                dynamics.accelerations(state, effort[k], ArmLoads.NONE, rate);
                double spanS = k == segment.from()
                        ? 0
                        : recording.sampleTimeS()[k] - recording.sampleTimeS()[k - 1];
                for (int j = 0; j < n; j++) {
                    velocity[j] += spanS * (before[j] + rate[j]) / 2;
                    before[j] = rate[j];
                    residualOut[j][k] = state.velocity[j] - velocity[j];
                }
            }
        }
    }

    /** Mean efforts around each sample, within the drives' limits. */
    double[][] exert(double delayS) {
        if (delayS != effortDelayS) {
            effortDelayS = delayS;
            commands.rewind();
            for (int k = 0; k < effort.length; k++) {
                double middleS = recording.sampleTimeS()[k] - delayS;
                commands.mean(middleS - halfS, middleS + halfS, effort[k]);
                for (int j = 0; j < n; j++) {
                    double most = prior.joints().get(j).limits().effort();
                    effort[k][j] = Math.clamp(effort[k][j], -most, most);
                }
            }
        }
        return effort;
    }
}
