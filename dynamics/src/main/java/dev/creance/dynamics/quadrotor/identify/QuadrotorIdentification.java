package dev.creance.dynamics.quadrotor.identify;

import static dev.creance.dynamics.quadrotor.QuadrotorChannels.ACCEL;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.POSITION;

import dev.creance.dynamics.Interval;
import dev.creance.dynamics.identify.Estimate;
import dev.creance.dynamics.identify.Fit;
import dev.creance.dynamics.identify.Identification;
import dev.creance.dynamics.identify.Means;
import dev.creance.dynamics.identify.Recording;
import dev.creance.dynamics.identify.Segment;
import dev.creance.dynamics.identify.UnfitRecording;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Mass or thrust curve, inertia, lag, delay, A and W of a quadrotor from a flight. Inertial sensors see forces over the mass and
 * moments over the inertia, so one of mass and thrust must be known; arms and, for the inertia about z, the torque constants are the
 * prior's, and all rotors are taken to be alike.
 */
public final class QuadrotorIdentification {
    private static final double WINDOW_S = 0.005;
    private static final int MOST_WINDOWS = 20_000;
    private static final double DISTURBANCE_WINDOW_S = 0.02;

    /** Half a bound of the thrust at either end of the rotors' range over the greatest thrust, below which its shape is found. */
    private static final double SHAPE = 0.05;

    private static final double MOST_DELAY_S = 0.002;
    private static final double AIRBORNE_M = 0.1;

    /** Time constants after which a rotor's first state has no more weight. */
    private static final double FORGETTING = 6;

    private static final String TURN = "turn faster about this axis";
    private static final String CLIMB = "climb and sink faster";

    private final Recording recording;
    private final QuadrotorParameters prior;
    private final Given given;
    private final Identification result = new Identification();
    private QuadrotorResponse model;
    private Fit fit;
    private boolean shape;

    /** What gives forces their scale. */
    public enum Given {
        /** It was weighed; the thrust curve is looked for. */
        MASS,

        /** The thrust curve was measured on a bench; the mass is looked for. */
        THRUST
    }

    /**
     * What a flight says.
     *
     * @param parameters the prior with all that was found in its place
     */
    public record Result(QuadrotorParameters parameters, Identification identification) {}

    private QuadrotorIdentification(Recording recording, QuadrotorParameters prior, Given given) {
        this.recording = recording;
        this.prior = prior;
        this.given = given;
    }

    /**
     * @param recording channels of {@link dev.creance.dynamics.quadrotor.QuadrotorChannels}; left out is what lies within 10 cm of
     *     its lowest point, and its beginning, until the rotors have forgotten how they stood before
     * @param prior where the search starts, and what stays where nothing is found
     * @throws UnfitRecording where nothing can be said
     */
    public static Result of(Recording recording, QuadrotorParameters prior, Given given) throws UnfitRecording {
        return new QuadrotorIdentification(airborne(recording, prior), prior, given).run();
    }

    private static Recording airborne(Recording recording, QuadrotorParameters prior) {
        double knownFromS = recording.sampleTimeS()[0] + FORGETTING * prior.fallingTimeS()[0];
        double[] height = recording.channel(POSITION + 2);
        double lowest = Arrays.stream(height).min().orElse(0);
        boolean[] usable = recording.usable().clone();
        for (int k = 0; k < usable.length; k++) {
            usable[k] &= height[k] > lowest + AIRBORNE_M && recording.sampleTimeS()[k] > knownFromS;
        }
        return new Recording(
                recording.sampleTimeS(), recording.sensors(), usable, recording.commandTimeS(), recording.commands());
    }

    private Result run() throws UnfitRecording {
        shape = given == Given.MASS;
        fit();
        if (shape && !shapeFound()) {
            shape = false;
            fit();
        }
        Interval seen = statesSeen();
        Estimate massKg = mass();
        result.delay(
                fit.seen(QuadrotorResponse.DELAY),
                fit.estimate(QuadrotorResponse.DELAY),
                Segment.periodS(recording),
                MOST_DELAY_S);
        lag(QuadrotorResponse.RISING);
        lag(QuadrotorResponse.FALLING);
        thrust(seen, massKg);
        for (int j = 0; j < 3; j++) {
            inertia(j, massKg);
        }
        actuators(seen);
        disturbances();
        return new Result(new IdentifiedQuadrotor(prior, result, found(massKg)).parameters(), result);
    }

    private IdentifiedQuadrotor.Thrust found(Estimate massKg) {
        double[] curve = model.curve(fit.theta());
        boolean changed =
                given == Given.MASS && result.found("thrust_to_mass_m_per_s2").isPresent();
        return new IdentifiedQuadrotor.Thrust(massKg.value(), changed ? curve : null);
    }

    private void fit() throws UnfitRecording {
        model = new QuadrotorResponse(recording, prior, shape);
        if (model.segments().isEmpty()) {
            throw new UnfitRecording(
                    "holds no stretch of flight that is usable; record a flight well above the ground");
        }
        fit = Fit.of(model, recording, WINDOW_S, MOST_WINDOWS);
    }

    /** Thrust of one rotor over the mass in a normalised state. */
    private Estimate thrustAt(double state) {
        double[] weights = shape
                ? new double[] {1, state, state * state}
                : new double[] {ThrustCurve.at(ThrustCurve.overMass(prior), state)};
        Estimate sum = fit.known(0);
        for (int j = 0; j < weights.length; j++) {
            double weight = weights[j];
            sum = sum.with(fit.estimate(QuadrotorResponse.THRUST + j), (all, theta) -> all + weight * theta);
        }
        return sum;
    }

    private boolean shapeFound() {
        double most = SHAPE * thrustAt(1).value();
        return most > 0
                && IntStream.range(0, 3).allMatch(j -> fit.seen(QuadrotorResponse.THRUST + j))
                && thrustAt(0).interval(Identification.CONFIDENCE).half() < most
                && thrustAt(1).interval(Identification.CONFIDENCE).half() < most;
    }

    private Interval statesSeen() {
        double[][] state = model.rotors(fit.theta()).state;
        double least = 1;
        double greatest = 0;
        for (Segment segment : model.segments()) {
            for (double[] rotor : state) {
                for (int k = segment.from(); k < segment.to(); k++) {
                    least = Math.min(least, rotor[k]);
                    greatest = Math.max(greatest, rotor[k]);
                }
            }
        }
        return new Interval(least, Math.max(least, greatest));
    }

    private Estimate mass() {
        if (given == Given.MASS) {
            result.know("mass_kg");
            return fit.known(prior.massKg());
        }
        result.know("thrust curve");
        Estimate massKg = fit.estimate(QuadrotorResponse.THRUST + 0).map(scale -> prior.massKg() / scale);
        result.judge("mass_kg", fit.seen(QuadrotorResponse.THRUST + 0), massKg, CLIMB);
        return massKg;
    }

    private void lag(String name) {
        result.judge(name, fit.seen(name), fit.estimate(name), "let the throttle change faster and further");
    }

    private void thrust(Interval seen, Estimate massKg) {
        double middle = (seen.low() + seen.high()) / 2;
        Estimate overMass = thrustAt(middle).map(each -> each * prior.rotors());
        boolean visible = fit.seen(QuadrotorResponse.THRUST + 0);
        result.judge("thrust_to_mass_m_per_s2", visible, overMass, CLIMB);
        if (given == Given.THRUST) {
            return;
        }
        if (shape) {
            String[] names = {"thrust_at_0_n", "thrust_at_half_n", "thrust_at_1_n"};
            for (int j = 0; j < names.length; j++) {
                result.judge(names[j], visible, thrustAt(j / 2.0).times(massKg), CLIMB);
            }
        } else {
            result.leaveOpen(
                    "thrust_curve_shape",
                    String.format(
                            java.util.Locale.ROOT,
                            "rotor states lay between %.2f and %.2f; the prior's shape is kept, its scale is found",
                            seen.low(),
                            seen.high()));
        }
    }

    private void inertia(int axis, Estimate massKg) {
        String letter = QuadrotorResponse.AXES[axis];
        String gain = QuadrotorResponse.GAIN + letter;
        Estimate overMass = fit.estimate(gain).map(g -> 1 / g);
        String name = "inertia_" + letter + letter;
        result.judge(name + "_over_mass_m2", fit.seen(gain), overMass, TURN);
        result.judge(name + "_kg_m2", fit.seen(gain), overMass.times(massKg), TURN);
    }

    /** From the thrusts at the states that were seen: nothing is claimed beyond. */
    private void actuators(Interval seen) {
        Estimate low = thrustAt(seen.low());
        Estimate high = thrustAt(seen.high());
        double n = prior.rotors();
        result.actuator(
                "collective_m_per_s2",
                n * low.interval(Identification.CONFIDENCE).high(),
                n * high.interval(Identification.CONFIDENCE).low());
        Estimate span = high.with(low, (a, b) -> a - b);
        double[][] arms = QuadrotorResponse.momentArms(prior);
        for (int j = 0; j < 3; j++) {
            int axis = j;
            double lever =
                    Arrays.stream(arms).mapToDouble(arm -> Math.abs(arm[axis])).sum() / 2;
            Estimate turning = span.times(fit.estimate(QuadrotorResponse.GAIN + QuadrotorResponse.AXES[j]));
            double least = lever * turning.interval(Identification.CONFIDENCE).low();
            result.actuator("angular_" + QuadrotorResponse.AXES[j] + "_rad_per_s2", -least, least);
        }
    }

    private void disturbances() {
        double[] theta = fit.theta();
        double[][] residual = new double[model.signals().size()][recording.size()];
        model.residuals(theta, residual);
        double periodS = Segment.periodS(recording);
        int stride = (int) Math.max(1, Math.rint(DISTURBANCE_WINDOW_S / periodS));
        double[] alongX = recording.channel(ACCEL);
        double[] alongY = recording.channel(ACCEL + 1);
        double biasX = fit.estimate(QuadrotorResponse.BIAS + "x").value();
        double biasY = fit.estimate(QuadrotorResponse.BIAS + "y").value();
        Arrays.setAll(alongX, k -> recording.sensors()[k][ACCEL] - biasX);
        Arrays.setAll(alongY, k -> recording.sensors()[k][ACCEL + 1] - biasY);
        double windowS = stride * periodS;
        result.disturbance(
                "acceleration_m_per_s2", Means.lengths(model.segments(), stride, alongX, alongY, residual[0]), windowS);
        result.disturbance(
                "angular_acceleration_rad_per_s2",
                Means.rates(model.segments(), stride, periodS, residual[1], residual[2], residual[3]),
                windowS);
    }
}
