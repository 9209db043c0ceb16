package dev.creance.dynamics.arm.identify;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.dynamics.arm.Drivetrain;
import dev.creance.dynamics.arm.InverseDynamics;
import dev.creance.dynamics.arm.Joint;
import dev.creance.dynamics.arm.MassMatrix;
import dev.creance.dynamics.identify.Finding.Found;
import dev.creance.dynamics.identify.Fit;
import dev.creance.dynamics.identify.Identification;
import dev.creance.dynamics.identify.Means;
import dev.creance.dynamics.identify.Recording;
import dev.creance.dynamics.identify.Segment;
import dev.creance.dynamics.identify.UnfitRecording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Friction and rotor inertia of every joint, payload, delay, A and W of an arm from a run without contact. */
public final class ArmIdentification {
    private static final double WINDOW_S = 0.004;
    private static final int MOST_WINDOWS = 10_000;
    private static final double DISTURBANCE_WINDOW_S = 0.02;
    private static final double MOST_DELAY_S = 0.002;

    /** What is surely less is as good as nothing: of the greatest effort, and of the inertia without rotor. */
    private static final double SLIGHT = 0.002;

    private static final double SLIGHT_PAYLOAD_KG = 0.02;
    private static final double SLIGHT_MOMENT_KG_M = 0.005;

    private final Recording recording;
    private final Chain prior;
    private final ArmResponse model;
    private final Fit fit;
    private final boolean commanded;
    private final Identification result = new Identification();

    /**
     * What a run says.
     *
     * @param chain the prior with all that was found in its place
     */
    public record Result(Chain chain, Identification identification) {}

    private ArmIdentification(Recording recording, Chain prior, boolean commanded) throws UnfitRecording {
        this.recording = recording;
        this.prior = prior;
        this.commanded = commanded;
        model = new ArmResponse(recording, prior);
        if (model.segments().isEmpty()) {
            throw new UnfitRecording("holds no stretch of usable frames; record a run of some seconds without contact");
        }
        fit = Fit.of(model, recording, 0, MOST_WINDOWS);
    }

    /**
     * @param recording channels of {@link dev.creance.dynamics.arm.ArmChannels}, commands are efforts; the arm touches nothing
     * @param prior where the search starts, and what stays where nothing is found
     * @throws UnfitRecording where nothing can be said
     */
    public static Result of(Recording recording, Chain prior) throws UnfitRecording {
        return of(recording, prior, true);
    }

    /**
     * The same of a recording whose commands are set points: what moved the arm are the efforts that its drives measured. How long a
     * set point takes to act they do not tell.
     */
    public static Result ofSetPoints(Recording recording, Chain prior) throws UnfitRecording {
        return of(exerted(recording, prior.size()), prior, false);
    }

    private static Result of(Recording recording, Chain prior, boolean commanded) throws UnfitRecording {
        int samples = (int) Math.max(1, Math.rint(WINDOW_S / Segment.periodS(recording)));
        return new ArmIdentification(recording.gathered(samples), prior, commanded).run();
    }

    /** An effort is measured at the end of the period in which it acted. */
    private static Recording exerted(Recording recording, int joints) {
        double[] sampledS = recording.sampleTimeS();
        double periodS = Segment.periodS(recording);
        double[] fromS = new double[sampledS.length];
        double[][] efforts = new double[sampledS.length][];
        for (int k = 0; k < fromS.length; k++) {
            fromS[k] = sampledS[k] - periodS;
            efforts[k] = Arrays.copyOfRange(recording.sensors()[k], 2 * joints, 3 * joints);
        }
        return new Recording(sampledS, recording.sensors(), recording.usable(), fromS, efforts);
    }

    private Result run() {
        result.know("masses of the links");
        double periodS = Segment.periodS(recording);
        if (commanded) {
            result.delay(fit.seen(ArmResponse.DELAY), fit.estimate(ArmResponse.DELAY), periodS / 2, MOST_DELAY_S);
        } else {
            result.leaveOpen(
                    ArmResponse.DELAY, "the commands are set points, and what moved the arm are the efforts measured");
        }
        payload();
        for (int j = 0; j < prior.size(); j++) {
            drivetrain(j);
        }
        Chain found = identified();
        actuators(found);
        disturbances(periodS);
        return new Result(found, result);
    }

    private void payload() {
        judge(ArmResponse.PAYLOAD, SLIGHT_PAYLOAD_KG, "move the arm through other postures");
        for (String moment : ArmResponse.MOMENTS) {
            judge(moment, SLIGHT_MOMENT_KG_M, "turn the tool to other sides");
        }
    }

    private void drivetrain(int j) {
        Joint joint = prior.joints().get(j);
        JointNames names = JointNames.of(joint, j);
        double slight = SLIGHT * joint.limits().effort();
        judge(names.friction(), slight, "move this joint both ways");
        judge(names.damping(), slight / Math.min(10, joint.limits().speed()), "move this joint faster");
        judge(names.armature(), SLIGHT * joint.leastInertia(), "shake this joint");
    }

    private void judge(String name, double most, String remedy) {
        result.judge(name, fit.seen(name), fit.estimate(name), most, remedy);
    }

    private Chain identified() {
        List<Joint> joints = new ArrayList<>();
        for (int j = 0; j < prior.size(); j++) {
            Joint joint = prior.joints().get(j);
            JointNames names = JointNames.of(joint, j);
            Drivetrain train = joint.drivetrain();
            Drivetrain found = new Drivetrain(
                    notNegative(names.damping(), train.damping()),
                    notNegative(names.friction(), train.friction()),
                    notNegative(names.armature(), train.armature()));
            joints.add(new Joint(
                    joint.name(), joint.kind(), joint.placement(), joint.axis(), joint.limits(), found, joint.link()));
        }
        double[] moment = new double[3];
        for (int i = 0; i < 3; i++) {
            moment[i] = result.found(ArmResponse.MOMENTS[i]).map(Found::value).orElse(0.0);
        }
        Chain loaded = new Payload(notNegative(ArmResponse.PAYLOAD, 0), moment).on(prior, joints);
        return new Chain(prior.name() + "-identified", loaded.joints(), prior.tool(), prior.gravityMPerS2());
    }

    private double notNegative(String name, double otherwise) {
        return result.found(name).map(found -> Math.max(0, found.value())).orElse(otherwise);
    }

    /**
     * What the drives were seen to exert, and the acceleration that their limits leave to each joint alone in every state that was
     * seen, by the model found: the least of (limit_i − |h_i|) / |M_ij| over i.
     */
    private void actuators(Chain found) {
        double[][] effort = model.exert(fit.theta()[0]);
        int n = prior.size();
        double[] least = new double[n];
        double[] greatest = new double[n];
        double[] free = new double[n];
        Arrays.fill(free, Double.POSITIVE_INFINITY);
        ChainMotion motion = new ChainMotion(found);
        for (Segment segment : model.segments()) {
            for (int k = segment.from(); k < segment.to(); k++) {
                for (int j = 0; j < n; j++) {
                    least[j] = Math.min(least[j], effort[k][j]);
                    greatest[j] = Math.max(greatest[j], effort[k][j]);
                }
                leave(found, motion, recording.sensors()[k], free);
            }
        }
        for (int j = 0; j < n; j++) {
            JointNames names = JointNames.of(prior.joints().get(j), j);
            result.actuator(names.effort(), least[j], greatest[j]);
            result.actuator(names.acceleration(), -free[j], free[j]);
        }
    }

    private static void leave(Chain chain, ChainMotion motion, double[] row, double[] freeOut) {
        int n = chain.size();
        motion.update(Arrays.copyOf(row, n), Arrays.copyOfRange(row, n, 2 * n));
        double[] bias = new double[n];
        new InverseDynamics(chain).bias(motion, bias);
        double[] mass = new double[n * n];
        new MassMatrix(chain).compute(motion, mass);
        for (int i = 0; i < n; i++) {
            Joint joint = chain.joints().get(i);
            Drivetrain train = joint.drivetrain();
            double lost = Math.abs(bias[i]) + train.friction() + train.damping() * Math.abs(row[n + i]);
            double left = Math.max(0, joint.limits().effort() - lost);
            for (int j = 0; j < n; j++) {
                freeOut[j] = Math.min(freeOut[j], left / Math.abs(mass[i * n + j]));
            }
        }
    }

    private void disturbances(double periodS) {
        double[][] residual = new double[prior.size()][recording.size()];
        model.residuals(fit.theta(), residual);
        int stride = (int) Math.max(1, Math.rint(DISTURBANCE_WINDOW_S / periodS));
        for (int j = 0; j < prior.size(); j++) {
            result.disturbance(
                    JointNames.of(prior.joints().get(j), j).acceleration(),
                    Means.rates(model.segments(), stride, periodS, residual[j]),
                    stride * periodS);
        }
    }
}
