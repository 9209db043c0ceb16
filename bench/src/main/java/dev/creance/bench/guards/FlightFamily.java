package dev.creance.bench.guards;

import static dev.creance.dynamics.quadrotor.QuadrotorChannels.POSITION;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.REFERENCE_POSITION;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.REFERENCE_VELOCITY;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.VELOCITY;

import dev.creance.bench.Pilot;
import dev.creance.bench.SteppedLoop;
import dev.creance.bench.critic.Gusts;
import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.dynamics.quadrotor.QuadrotorParameterFiles;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.dynamics.quadrotor.QuadrotorReferences;
import dev.creance.dynamics.quadrotor.QuadrotorState;
import dev.creance.policies.ManifestPolicy;
import dev.creance.policies.PolicyEnvironment;
import dev.creance.runtime.Frame;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.safety.quadrotor.QuadrotorShieldSettings;
import dev.creance.sim.Disturbance;
import dev.creance.sim.Noise;
import dev.creance.sim.SimulatedMachine;
import dev.creance.sim.quadrotor.QuadrotorLimits;
import dev.creance.sim.quadrotor.QuadrotorPlantConfig;
import dev.creance.sim.quadrotor.SensorConfig;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** RAPTOR on a Crazyflie, hovering or in figures of eight, under limits that are far outside. */
final class FlightFamily implements Family {
    private static final long TICK_NS = 1_000_000;
    private static final int TICKS_TO_POLICY = 10;
    private static final long DEADLINE_NS = 30_000_000;
    private static final String POLICY = "zoo/raptor";
    private static final double RAMP_S = 0.01;
    private static final double HOVERS = 0.2;
    private static final double WIND_SHARE = 0.5;
    private static final double MASS_OFF = 0.05;

    /** Limits of the guards are a tenth above the worst of 300 nominal flights (seed 5000000), rounded. */
    private static final String SHIELD = """
            limits:
              altitude: {floor: -20 m, ceiling: 20 m}
              geofence: [[-20 m, -20 m], [20 m, -20 m], [20 m, 20 m], [-20 m, 20 m]]
              tilt: 85 deg
              body_rate: 40 rad/s
            failsafe: {arming_hold: 0 ms, backups_per_minute: 100}
            guards:
              - {kind: distribution, name: mahalanobis, use: zoo/quadrotor-distance, limit: 14, reaction: warn}
              - {kind: distribution, name: polynomial, use: zoo/quadrotor-region, reaction: warn}
              - {kind: attack, name: energy, method: energy, use: zoo/quadrotor-samples, window: 50, every: 10, limit: 12, reaction: warn}
              - {kind: attack, name: twin, method: twin, use: zoo/l2f_own_350k, window: 20, limit: 0.25, reaction: warn}
              - {kind: attack, name: innovation, method: innovation, slack: 0.5, limit: 5.5, reaction: warn}
              - {kind: attack, name: innovation_200ms, method: innovation, over: 200 ms, slack: 0.5, limit: 4, reaction: warn}
              - {kind: transition, limit: 1.8, reaction: warn}
              - {kind: transition, name: transition_200ms, over: 200 ms, limit: 1.3, reaction: warn}
            """;

    private static final QuadrotorParameters CRAZYFLIE = QuadrotorParameterFiles.named("crazyflie-2.x");

    private final QuadrotorPlantConfig plant =
            QuadrotorPlantConfig.from(ConfigFile.parse("plant.yaml", "{model: quadrotor, params: crazyflie-2.x}"));

    @Override
    public String name() {
        return "quadrotor";
    }

    @Override
    public String description() {
        return "Crazyflie 2.x, RAPTOR at 100 Hz in a loop of 1 kHz: hovers, and eights of 0.6 to 2 m across in 5.5 to 9 s; wind of up to 0.3 m/s2"
                + " with gusts of up to 1 m/s2, mass within 5 %, 0.5 to 1.5 times the usual noise";
    }

    @Override
    public List<String> guards() {
        return GuardNames.of(SHIELD);
    }

    @Override
    public List<Threat> threats() {
        return Stream.of(
                        Threat.of(Threat.Kind.BIAS, "position", "m", 0.05, 0.2, 0.8),
                        Threat.of(Threat.Kind.DRIFT, "position", "m/s", 0.05, 0.2, 0.8),
                        Threat.of(Threat.Kind.NOISE, "position", "m", 0.005, 0.02, 0.08),
                        Threat.of(Threat.Kind.BIAS, "velocity", "m/s", 0.05, 0.2, 0.8),
                        Threat.of(Threat.Kind.DRIFT, "velocity", "m/s2", 0.1, 0.3, 1),
                        Threat.of(Threat.Kind.NOISE, "velocity", "m/s", 0.02, 0.05, 0.2),
                        Threat.of(Threat.Kind.BIAS, "gyro", "rad/s", 0.1, 0.5, 2),
                        Threat.of(Threat.Kind.DRIFT, "gyro", "rad/s2", 0.1, 0.3, 1),
                        Threat.of(Threat.Kind.NOISE, "gyro", "rad/s", 0.1, 0.5, 2),
                        Threat.of(Threat.Kind.CONSISTENT, "position and velocity", "m/s2", 0.1, 0.5, 2),
                        Threat.of(Threat.Kind.TARGETED, "boxes of", "", 0.25, 0.5, 1),
                        Threat.of(Threat.Kind.WIND, "more by", "m/s2", 1, 2, 4),
                        Threat.of(Threat.Kind.MASS, "times", "", 1.1, 1.25, 1.5),
                        Threat.of(Threat.Kind.COURSE, "times as fast", "", 1.5, 2, 3),
                        Threat.of(Threat.Kind.ROTOR, "one lacks", "%", 10, 20, 30))
                .flatMap(threats -> threats)
                .toList();
    }

    @Override
    public Times times() {
        return new Times(1, 2, 6, 0.1, 0.5, 1, 4);
    }

    @Override
    public String harm() {
        return "over 0.5 m off course";
    }

    @Override
    public double mostHarm() {
        return 0.5;
    }

    @Override
    public PolicyEnvironment environment() {
        return new PolicyEnvironment(
                plant.sensors(),
                QuadrotorChannels.reference(),
                plant.commands(),
                1e9 / TICK_NS / TICKS_TO_POLICY,
                1e9 / TICK_NS);
    }

    @Override
    public Stage stage() {
        QuadrotorShieldSettings settings =
                QuadrotorShieldSettings.from(ConfigFile.parse("robot.yaml", SHIELD), CRAZYFLIE);
        Pilot pilot = new Pilot(POLICY, plant, QuadrotorChannels.reference(), TICK_NS, TICKS_TO_POLICY, DEADLINE_NS);
        ManifestPolicy copy = Liar.copy(POLICY, environment());
        return (seed, threat) -> {
            SplittableRandom random = new SplittableRandom(seed);
            SimulatedMachine machine =
                    drawn(random.nextDouble(0.5, 1.5)).machine(QuadrotorLimits.none(), new Noise(random.nextLong()));
            double massFactor = random.nextDouble(1 - MASS_OFF, 1 + MASS_OFF);
            machine.disturb(Disturbance.MASS, new double[] {massFactor});
            Course course = course(random);
            Gusts gusts = new Gusts(CRAZYFLIE.massKg(), WIND_SHARE, random.split());
            double[] start = start(course, random);
            SplittableRandom own = random.split();
            Effect effect = switch (threat.kind()) {
                case NONE -> Effect.NOTHING;
                case BIAS, DRIFT, NOISE -> Forgery.of(threat, machine.sensors(), own);
                case CONSISTENT -> consistent(threat.size(), own);
                case TARGETED -> new Liar(copy, TICKS_TO_POLICY, threat.size(), own);
                case WIND -> once(() -> gusts.rise(scaled(Forgery.way(3, own), threat.size())));
                case MASS -> once(() -> machine.disturb(Disturbance.MASS, new double[] {massFactor * threat.size()}));
                case COURSE -> once(() -> course.hurry(threat.size()));
                case ROTOR -> once(() -> machine.disturb(Disturbance.THRUST, weak(threat.size(), own)));
            };
            return new Scene(
                    new SteppedLoop.Parts(
                            machine, pilot.policy(), pilot.shield(settings), course, TICK_NS, TICKS_TO_POLICY, 0),
                    start,
                    gusts,
                    effect,
                    FlightFamily::apart);
        };
    }

    private static Effect once(Runnable change) {
        boolean[] done = {false};
        return Effect.later((sinceS, sensors, loop) -> {
            if (!done[0]) {
                change.run();
                done[0] = true;
            }
        });
    }

    private static double[] scaled(double[] way, double size) {
        for (int i = 0; i < way.length; i++) {
            way[i] *= size;
        }
        return way;
    }

    private static double[] weak(double percent, SplittableRandom random) {
        double[] thrust = {1, 1, 1, 1};
        thrust[random.nextInt(thrust.length)] = 1 - percent / 100;
        return thrust;
    }

    private static Effect consistent(double accelerationMPerS2, SplittableRandom random) {
        double[] way = Forgery.way(3, random);
        return Effect.later((sinceS, sensors, loop) -> {
            for (int i = 0; i < 3; i++) {
                sensors.values[VELOCITY + i] += accelerationMPerS2 * sinceS * way[i];
                sensors.values[POSITION + i] += accelerationMPerS2 * sinceS * sinceS / 2 * way[i];
            }
        });
    }

    private QuadrotorPlantConfig drawn(double noise) {
        SensorConfig s = plant.errors();
        SensorConfig errors = new SensorConfig(
                noise * s.gyroNoiseRadPerS(),
                noise * s.gyroBiasRadPerS(),
                noise * s.accelNoiseMPerS2(),
                noise * s.accelBiasMPerS2(),
                noise * s.positionNoiseM(),
                noise * s.velocityNoiseMPerS(),
                noise * s.attitudeNoiseRad());
        return new QuadrotorPlantConfig(
                plant.parameters(),
                plant.nominal(),
                plant.ground(),
                plant.rateHz(),
                plant.substeps(),
                plant.held(),
                plant.start(),
                errors,
                plant.wind());
    }

    private static Course course(SplittableRandom random) {
        double heightM = random.nextDouble(0.8, 1.6);
        double intervalS = random.nextDouble(5.5, 9);
        double scaleM = random.nextDouble(0.3, 1);
        boolean hovers = random.nextDouble() < HOVERS;
        String text = hovers
                ? String.format(Locale.ROOT, "{kind: hover, height: %f m}", heightM)
                : String.format(
                        Locale.ROOT,
                        "{kind: figure_eight, height: %f m, hold: 0 s, interval: %f s, scale: %f m, ramp: %f s}",
                        heightM,
                        intervalS,
                        scaleM,
                        RAMP_S);
        return new Course(
                QuadrotorReferences.from(ConfigFile.parse("reference.yaml", text)),
                Math.round(random.nextDouble(0.1, 1) * intervalS * 1e9));
    }

    /** On its course, a little off. */
    private static double[] start(Course course, SplittableRandom random) {
        Frame reference = new Frame(course.layout());
        course.sample(0, reference);
        double[] x = new QuadrotorState(CRAZYFLIE.rotors()).values;
        x[QuadrotorState.ORIENTATION] = 1;
        for (int i = 0; i < 3; i++) {
            x[QuadrotorState.POSITION + i] = reference.values[REFERENCE_POSITION + i] + 0.03 * random.nextGaussian();
            x[QuadrotorState.VELOCITY + i] = reference.values[REFERENCE_VELOCITY + i] + 0.05 * random.nextGaussian();
        }
        for (int i = 0; i < CRAZYFLIE.rotors(); i++) {
            x[QuadrotorState.ROTOR + i] = 0.8;
        }
        return x;
    }

    private static double apart(double[] reference, double[] state) {
        double square = 0;
        for (int i = 0; i < 3; i++) {
            double off = state[QuadrotorState.POSITION + i] - reference[REFERENCE_POSITION + i];
            square += off * off;
        }
        return Math.sqrt(square);
    }
}
