package dev.creance.sim.quadrotor;

import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.dynamics.quadrotor.QuadrotorParameterFiles;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.dynamics.quadrotor.QuadrotorState;
import dev.creance.runtime.Layout;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import dev.creance.sim.Disturbance;
import dev.creance.sim.EnvelopeLimits;
import dev.creance.sim.Noise;
import dev.creance.sim.PlantConfig;
import dev.creance.sim.SimulatedMachine;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Section {@code plant} of a quadrotor.
 *
 * <pre>{@code
 * plant: {model: quadrotor, params: crazyflie-2.x, ground: true, sensors: crazyflie, wind: {turbulence: 1 mN}}
 * }</pre>
 *
 * @param parameters {@code params}: the true vehicle
 * @param nominal {@code nominal}: what the device's own controller believes of it; default {@code params}
 * @param ground {@code ground}: whether the plane z = 0 is there; default true
 * @param rateHz {@code rate}: device clock and sensor frames per second; default 1 kHz
 * @param substeps {@code substeps}: integration steps per device step; default 1
 * @param held {@code held}: whether the vehicle is held as it starts until the first command acts; default false
 * @param start {@code start}: state at time 0; default at rest on the ground or at the origin, rotors still
 * @param errors {@code sensors}: {@code crazyflie} (default), {@code ideal}, or a map
 * @param wind {@code wind}; default calm
 * @param onboard {@code sensors} with {@code estimate: filter}, instead of errors of an estimate
 * @param airframe {@code drag}, {@code ground_effect}, {@code battery}, {@code payload}; default none
 */
public record QuadrotorPlantConfig(
        QuadrotorParameters parameters,
        QuadrotorParameters nominal,
        boolean ground,
        int rateHz,
        int substeps,
        boolean held,
        QuadrotorState start,
        SensorConfig errors,
        WindConfig wind,
        Optional<OnboardSensors> onboard,
        AirframeConfig airframe)
        implements PlantConfig {
    private static final int DEFAULT_RATE_HZ = 1000;

    /** A vehicle that is no more than the reference models make of it. */
    public QuadrotorPlantConfig(
            QuadrotorParameters parameters,
            QuadrotorParameters nominal,
            boolean ground,
            int rateHz,
            int substeps,
            boolean held,
            QuadrotorState start,
            SensorConfig errors,
            WindConfig wind) {
        this(
                parameters,
                nominal,
                ground,
                rateHz,
                substeps,
                held,
                start,
                errors,
                wind,
                Optional.empty(),
                AirframeConfig.plain());
    }

    /** At rest on the ground, calm air, 1 kHz. */
    public static QuadrotorPlantConfig onGround(QuadrotorParameters parameters, SensorConfig errors) {
        return new QuadrotorPlantConfig(
                parameters,
                parameters,
                true,
                DEFAULT_RATE_HZ,
                1,
                false,
                resting(parameters, true),
                errors,
                WindConfig.calm());
    }

    public static QuadrotorPlantConfig from(ConfigNode node) {
        node.only(
                "model",
                "params",
                "nominal",
                "ground",
                "rate",
                "substeps",
                "held",
                "start",
                "sensors",
                "wind",
                "drag",
                "ground_effect",
                "battery",
                "payload");
        node.child("model").choice("quadrotor");
        QuadrotorParameters parameters = QuadrotorParameterFiles.load(node.child("params"));
        if (parameters.rotors() != 4) {
            throw node.child("params")
                    .error(" has " + parameters.rotors() + " rotors; the simulated device has 4 motor commands")
                    .withHint("use a set with 4 rotors");
        }
        boolean ground = node.optional("ground").map(ConfigNode::bool).orElse(true);
        int rateHz = node.optional("rate").map(QuadrotorPlantConfig::rate).orElse(DEFAULT_RATE_HZ);
        int substeps = node.optional("substeps").map(n -> n.integer(1, 100)).orElse(1);
        double stepS = 1.0 / ((double) rateHz * substeps);
        if (ground && stepS > GroundContact.MAX_STEP_S) {
            throw node.error(": a step of " + stepS + " s is above " + GroundContact.MAX_STEP_S
                            + " s, the longest that integrates ground contact")
                    .withHint("raise rate or substeps, or set ground: false");
        }
        Optional<ConfigNode> sensors = node.optional("sensors");
        Optional<OnboardSensors> onboard =
                sensors.filter(SensorConfig::isForFilter).map(section -> OnboardSensors.from(section, rateHz));
        WindConfig wind = node.optional("wind").map(WindConfig::from).orElseGet(WindConfig::calm);
        AirframeConfig airframe = AirframeConfig.from(node, ground);
        if (!wind.motion().isStill() && airframe.drag().isEmpty()) {
            throw node.child("wind")
                    .error(" moves the air, but the vehicle has no drag to feel it by")
                    .withHint("set plant.drag, or write the wind as a force");
        }
        return new QuadrotorPlantConfig(
                parameters,
                node.optional("nominal").map(QuadrotorParameterFiles::load).orElse(parameters),
                ground,
                rateHz,
                substeps,
                node.optional("held").map(ConfigNode::bool).orElse(false),
                start(node.optional("start"), parameters, ground),
                onboard.isPresent() ? SensorConfig.crazyflie() : SensorConfig.from(sensors),
                wind,
                onboard,
                airframe);
    }

    @Override
    public String name() {
        return parameters.name();
    }

    @Override
    public Layout sensors() {
        return QuadrotorChannels.sensors();
    }

    @Override
    public Layout commands() {
        return QuadrotorChannels.commands();
    }

    @Override
    public Layout actuators() {
        return QuadrotorChannels.commands();
    }

    @Override
    public Set<Disturbance> disturbances() {
        return EnumSet.complementOf(EnumSet.of(Disturbance.FRICTION));
    }

    @Override
    public EnvelopeLimits limits(ConfigNode shieldLimits) {
        return QuadrotorLimits.from(shieldLimits);
    }

    @Override
    public EnvelopeLimits noLimits() {
        return QuadrotorLimits.none();
    }

    @Override
    public SimulatedMachine machine(EnvelopeLimits limits, Noise seeds) {
        if (!(limits instanceof QuadrotorLimits own)) {
            throw new IllegalArgumentException(limits + " are no limits of a quadrotor");
        }
        return new QuadrotorMachine(this, own, seeds);
    }

    private static int rate(ConfigNode node) {
        double hz = node.quantity(Dimension.FREQUENCY, 10, 8000);
        if (hz != Math.rint(hz) || 1_000_000_000L % (long) hz != 0) {
            throw node.error("=" + node.string() + " has no period in whole nanoseconds")
                    .withHint("use 100 Hz, 500 Hz, 1 kHz, 2 kHz, 4 kHz or 8 kHz");
        }
        return (int) hz;
    }

    private static QuadrotorState resting(QuadrotorParameters parameters, boolean ground) {
        QuadrotorState state = new QuadrotorState(parameters.rotors());
        // where the springs of the ground carry the weight, so that nothing moves at first
        state.values[QuadrotorState.POSITION + 2] = ground ? -GroundContact.SINK_M : 0;
        for (int i = 0; i < parameters.rotors(); i++) {
            state.values[QuadrotorState.ROTOR + i] = parameters.rotorMin();
        }
        return state;
    }

    private static QuadrotorState start(Optional<ConfigNode> section, QuadrotorParameters parameters, boolean ground) {
        QuadrotorState state = resting(parameters, ground);
        if (section.isEmpty()) {
            return state;
        }
        ConfigNode node = section.get().only("position", "orientation", "velocity", "body_rate", "throttle");
        node.optional("position").ifPresent(p -> fill(state, QuadrotorState.POSITION, p, Dimension.LENGTH));
        node.optional("velocity").ifPresent(v -> fill(state, QuadrotorState.VELOCITY, v, Dimension.SPEED));
        node.optional("body_rate").ifPresent(w -> fill(state, QuadrotorState.BODY_RATE, w, Dimension.ANGULAR_RATE));
        node.optional("orientation").ifPresent(q -> orientation(state, q));
        node.optional("throttle").ifPresent(u -> {
            double throttle = u.quantity(Dimension.RATIO, 0, 1);
            for (int i = 0; i < parameters.rotors(); i++) {
                state.values[QuadrotorState.ROTOR + i] =
                        parameters.rotorMin() + throttle * (parameters.rotorMax() - parameters.rotorMin());
            }
        });
        return state;
    }

    private static void fill(QuadrotorState state, int offset, ConfigNode node, Dimension dimension) {
        List<ConfigNode> items = node.items(3);
        for (int i = 0; i < 3; i++) {
            state.values[offset + i] = items.get(i).quantity(dimension, -1000, 1000);
        }
    }

    private static void orientation(QuadrotorState state, ConfigNode node) {
        List<ConfigNode> items = node.items(4);
        double square = 0;
        for (int i = 0; i < 4; i++) {
            double q = items.get(i).quantity(Dimension.RATIO, -1, 1);
            state.values[QuadrotorState.ORIENTATION + i] = q;
            square += q * q;
        }
        if (!(Math.abs(square - 1) < 1e-6)) {
            throw node.error(" has the length " + Math.sqrt(square) + ", not 1")
                    .withHint("write a unit quaternion as [w, x, y, z]");
        }
    }
}
