package dev.creance.dynamics.quadrotor.identify;

import static dev.creance.dynamics.quadrotor.QuadrotorChannels.ACCEL;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.GYRO;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.ORIENTATION;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.VELOCITY;

import dev.creance.dynamics.identify.Recording;
import dev.creance.dynamics.identify.ResponseModel;
import dev.creance.dynamics.identify.Segment;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A quadrotor's equations over its mass, as inertial sensors see them; φ is the thrust of a rotor over the mass, J the moments of
 * inertia, k_i the moment of rotor i per unit of thrust, b the accelerometer's bias.
 *
 * <pre>
 * φ(s) = θ0 + θ1 s + θ2 s²                       or θ0 times the prior's curve
 * accel_z = Σ φ(s_i) + b_z
 * ω_j'   = m/J_j Σ k_ij φ(s_i) + γ_j ω_k ω_l + o_j
 * v'     = R(q) (accel − b) + g
 * </pre>
 *
 * The third row is free of any model of the vehicle: it parts the bias from the thrust. γ and o, for gyroscopic moments and a centre
 * of mass off its place, are found along with the rest.
 */
final class QuadrotorResponse implements ResponseModel {
    static final String DELAY = "delay_s";
    static final String RISING = "rising_s";
    static final String FALLING = "falling_s";
    static final String THRUST = "thrust_";
    static final String GAIN = "mass_over_inertia_";
    static final String BIAS = "accelerometer_bias_";
    static final String[] AXES = {"x", "y", "z"};

    private static final int LEAST_SEGMENT = 400;
    private static final int LAG = 3;

    private final Recording recording;
    private final List<Segment> segments;
    private final RotorStates rotors;
    private final double[][] momentArm;
    private final double[] gravity;
    private final double[][] curves;
    private final List<Parameter> parameters = new ArrayList<>();
    private final int gain;
    private final double[] specific = new double[3];
    private final double[] world = new double[3];

    /** @param shape whether the thrust curve's shape is to be found too, or only its scale */
    QuadrotorResponse(Recording recording, QuadrotorParameters prior, boolean shape) {
        this.recording = recording;
        segments = Segment.of(recording, LEAST_SEGMENT);
        rotors = new RotorStates(recording, prior.rotors());
        gravity = prior.gravityMPerS2();
        momentArm = momentArms(prior);
        double[] curve = ThrustCurve.overMass(prior);
        curves = shape ? new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}} : new double[][] {curve};
        parameters.add(new Parameter(DELAY, 0.002, 2e-4, -0.01, 0.2));
        parameters.add(lag(RISING, prior.risingTimeS()[0]));
        parameters.add(lag(FALLING, prior.fallingTimeS()[0]));
        for (int j = 0; j < curves.length; j++) {
            double start = shape ? curve[j] : 1;
            double step = shape ? 0.01 * (curve[0] + curve[1] + curve[2]) : 0.01;
            parameters.add(new Parameter(THRUST + j, start, step, -1e3, 1e3));
        }
        gain = parameters.size();
        for (int j = 0; j < 3; j++) {
            double start = prior.massKg() / prior.inertiaKgM2()[4 * j];
            parameters.add(new Parameter(GAIN + AXES[j], start, 0.01 * start, 0, 1e3 * start));
        }
        add("gyroscopic_", 0.01);
        add("moment_offset_", 0.01);
        add(BIAS, 1e-3);
    }

    private static Parameter lag(String name, double startS) {
        return new Parameter(name, startS, 0.01 * startS, 1e-3, 5);
    }

    private void add(String name, double step) {
        for (String axis : AXES) {
            parameters.add(new Parameter(name + axis, 0, step, -1e3, 1e3));
        }
    }

    /** Per rotor and axis, the moment per newton of thrust: r × d + κ e. */
    static double[][] momentArms(QuadrotorParameters prior) {
        double[][] arms = new double[prior.rotors()][3];
        for (int i = 0; i < arms.length; i++) {
            double[] r = prior.rotorPositionM()[i];
            double[] d = prior.thrustDirection()[i];
            for (int j = 0; j < 3; j++) {
                int k = (j + 1) % 3;
                int l = (j + 2) % 3;
                arms[i][j] = r[k] * d[l] - r[l] * d[k] + prior.torqueConstantM()[i] * prior.torqueDirection()[i][j];
            }
        }
        return arms;
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }

    @Override
    public List<Signal> signals() {
        return List.of(
                new Signal("accel.z", false),
                new Signal("gyro.x", true),
                new Signal("gyro.y", true),
                new Signal("gyro.z", true),
                new Signal("velocity.x", true),
                new Signal("velocity.y", true),
                new Signal("velocity.z", true));
    }

    @Override
    public List<Segment> segments() {
        return segments;
    }

    /** What the rotors did with these parameters; read only. */
    RotorStates rotors(double[] theta) {
        rotors.follow(theta[0], theta[1], theta[2]);
        return rotors;
    }

    /** θ0, θ1, θ2. */
    double[] curve(double[] theta) {
        double[] curve = new double[3];
        for (int j = 0; j < curves.length; j++) {
            for (int c = 0; c < 3; c++) {
                curve[c] += theta[LAG + j] * curves[j][c];
            }
        }
        return curve;
    }

    @Override
    public void residuals(double[] theta, double[][] residualOut) {
        rotors(theta);
        double[] curve = curve(theta);
        double[] rate = new double[6];
        double[] before = new double[6];
        double[] turned = new double[3];
        for (Segment segment : segments) {
            double[] integral = new double[6];
            for (int k = segment.from(); k < segment.to(); k++) {
                residualOut[0][k] = recording.sensors()[k][ACCEL + 2] - lift(curve, k) - theta[gain + 11];
                rates(theta, k, rate);
                if (k > segment.from()) {
                    double halfS = (recording.sampleTimeS()[k] - recording.sampleTimeS()[k - 1]) / 2;
                    turn(theta, curve, k, turned);
                    for (int j = 0; j < 6; j++) {
                        integral[j] += halfS * (before[j] + rate[j]) + (j < 3 ? turned[j] : 0);
                    }
                }
                System.arraycopy(rate, 0, before, 0, 6);
                for (int j = 0; j < 6; j++) {
                    double measured = recording.sensors()[k][j < 3 ? GYRO + j : VELOCITY + j - 3];
                    residualOut[1 + j][k] = measured - integral[j];
                }
            }
        }
    }

    /** The rotors' thrust over the mass. */
    private double lift(double[] curve, int k) {
        double lift = 0;
        for (double[] state : rotors.state) {
            lift += ThrustCurve.at(curve, state[k]);
        }
        return lift;
    }

    /** What the rotors' moments change the body rates by since the sample before. */
    private void turn(double[] theta, double[] curve, int k, double[] turnedOut) {
        double spanS = recording.sampleTimeS()[k] - recording.sampleTimeS()[k - 1];
        Arrays.fill(turnedOut, 0);
        for (int i = 0; i < momentArm.length; i++) {
            double push = curve[0] * spanS + curve[1] * rotors.sum[i][k] + curve[2] * rotors.sumOfSquares[i][k];
            for (int j = 0; j < 3; j++) {
                turnedOut[j] += theta[gain + j] * momentArm[i][j] * push;
            }
        }
    }

    /** Angular acceleration but for the rotors', then acceleration in the world. */
    private void rates(double[] theta, int k, double[] rateOut) {
        double[] row = recording.sensors()[k];
        for (int j = 0; j < 3; j++) {
            double cross = row[GYRO + (j + 1) % 3] * row[GYRO + (j + 2) % 3];
            rateOut[j] = theta[gain + 3 + j] * cross + theta[gain + 6 + j];
            specific[j] = row[ACCEL + j] - theta[gain + 9 + j];
        }
        toWorld(row, specific, world);
        for (int j = 0; j < 3; j++) {
            rateOut[3 + j] = world[j] + gravity[j];
        }
    }

    // a + 2 q0 (qv × a) + 2 qv × (qv × a)
    private static void toWorld(double[] row, double[] a, double[] out) {
        double q0 = row[ORIENTATION];
        double q1 = row[ORIENTATION + 1];
        double q2 = row[ORIENTATION + 2];
        double q3 = row[ORIENTATION + 3];
        double cx = q2 * a[2] - q3 * a[1];
        double cy = q3 * a[0] - q1 * a[2];
        double cz = q1 * a[1] - q2 * a[0];
        out[0] = a[0] + 2 * (q0 * cx + q2 * cz - q3 * cy);
        out[1] = a[1] + 2 * (q0 * cy + q3 * cx - q1 * cz);
        out[2] = a[2] + 2 * (q0 * cz + q1 * cy - q2 * cx);
    }
}
