package dev.creance.sim.arm;

import dev.creance.dynamics.arm.ArmChannels;
import dev.creance.dynamics.arm.ArmInterface;
import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.Joint;
import dev.creance.dynamics.arm.JointKind;
import dev.creance.dynamics.arm.urdf.ArmModels;
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
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Section {@code plant} of an arm.
 *
 * <pre>{@code
 * plant: {model: arm, params: franka-panda, interface: position, start: {position: [0 rad, …]}}
 * }</pre>
 *
 * @param chain {@code params}: the true arm
 * @param nominal {@code nominal}: what its own firmware believes of it; default {@code params}
 * @param taken {@code interface}: {@code position} (default) or {@code effort}
 * @param rateHz {@code rate}: periods of the firmware's control, and sensor frames, per second; default 1 kHz
 * @param start {@code start.position}: of the joints at time 0; default the middle of their ranges
 * @param servo {@code servo}: default the arm's own
 * @param wall {@code wall}; default none
 * @param sensing {@code sensors}; default ideal ones
 */
public record ArmPlantConfig(
        Chain chain,
        Chain nominal,
        ArmInterface taken,
        int rateHz,
        double[] start,
        Servo servo,
        ElasticWall wall,
        Optional<ArmSensors> sensing)
        implements PlantConfig {
    private static final int DEFAULT_HZ = 1000;

    public static ArmPlantConfig from(ConfigNode node) {
        node.only("model", "params", "nominal", "interface", "rate", "start", "servo", "wall", "sensors");
        node.child("model").choice("arm");
        Chain chain = ArmModels.load(node.child("params"));
        Chain nominal = node.optional("nominal").map(ArmModels::load).orElse(chain);
        if (nominal.size() != chain.size()) {
            throw node.child("nominal")
                    .error(" has " + nominal.size() + " joints, params has " + chain.size())
                    .withHint("use a description of the same arm");
        }
        int rateHz = node.optional("rate").map(ArmPlantConfig::rate).orElse(DEFAULT_HZ);
        return new ArmPlantConfig(
                chain,
                nominal,
                node.optional("interface")
                        .map(n -> ArmInterface.valueOf(
                                n.choice("position", "effort").toUpperCase(Locale.ROOT)))
                        .orElse(ArmInterface.POSITION),
                rateHz,
                start(node.optional("start"), chain),
                Servo.from(node.optional("servo"), nominal),
                node.optional("wall").map(ArmPlantConfig::wall).orElseGet(ElasticWall::outOfReach),
                ArmSensors.from(node.optional("sensors"), nominal, rateHz));
    }

    /** An arm in the middle of its ranges, with nothing around it: one to rehearse with. */
    public static ArmPlantConfig free(Chain chain, ArmInterface taken) {
        return new ArmPlantConfig(
                chain,
                chain,
                taken,
                DEFAULT_HZ,
                start(Optional.empty(), chain),
                Servo.from(Optional.empty(), chain),
                ElasticWall.outOfReach(),
                Optional.empty());
    }

    private static int rate(ConfigNode node) {
        double hz = node.quantity(Dimension.FREQUENCY, 100, 8000);
        if (hz != Math.rint(hz) || 1_000_000_000L % (long) hz != 0) {
            throw node.error("=" + node.string() + " has no period in whole nanoseconds")
                    .withHint("use 250 Hz, 500 Hz, 1 kHz, 2 kHz, 4 kHz or 8 kHz");
        }
        return (int) hz;
    }

    private static double[] start(Optional<ConfigNode> section, Chain chain) {
        double[] start = new double[chain.size()];
        Optional<List<ConfigNode>> given =
                section.map(n -> n.only("position").child("position").items(chain.size()));
        for (int i = 0; i < start.length; i++) {
            Joint joint = chain.joints().get(i);
            double lower = joint.limits().lower();
            double upper = joint.limits().upper();
            if (given.isPresent()) {
                Dimension dimension = joint.kind() == JointKind.REVOLUTE ? Dimension.ANGLE : Dimension.LENGTH;
                start[i] = given.get().get(i).quantity(dimension, lower, upper);
            } else {
                start[i] = Double.isInfinite(upper - lower) ? 0 : (lower + upper) / 2;
            }
        }
        return start;
    }

    private static ElasticWall wall(ConfigNode node) {
        node.only("point", "normal", "stiffness", "damping", "friction");
        double[] normal = vector(node.child("normal"), Dimension.RATIO);
        double length = Math.sqrt(normal[0] * normal[0] + normal[1] * normal[1] + normal[2] * normal[2]);
        if (!(length > 0)) {
            throw node.child("normal").error(" has no length").withHint("write a vector that points out of the wall");
        }
        for (int k = 0; k < 3; k++) {
            normal[k] /= length;
        }
        return new ElasticWall(
                vector(node.child("point"), Dimension.LENGTH),
                normal,
                node.child("stiffness").quantity(Dimension.RATIO, 1, 1e6),
                node.child("damping").quantity(Dimension.RATIO, 0, 1e4),
                node.optional("friction")
                        .map(n -> n.quantity(Dimension.RATIO, 0, 2))
                        .orElse(0.0));
    }

    private static double[] vector(ConfigNode node, Dimension dimension) {
        return node.items(3).stream()
                .mapToDouble(item -> item.quantity(dimension, -1000, 1000))
                .toArray();
    }

    @Override
    public String name() {
        return chain.name();
    }

    @Override
    public Layout sensors() {
        return ArmChannels.sensors(chain);
    }

    @Override
    public Layout commands() {
        return ArmChannels.commands(chain, taken);
    }

    @Override
    public Layout actuators() {
        return ArmChannels.commands(chain, ArmInterface.EFFORT);
    }

    @Override
    public Set<Disturbance> disturbances() {
        return EnumSet.complementOf(EnumSet.of(Disturbance.FORCE, Disturbance.THRUST));
    }

    @Override
    public EnvelopeLimits limits(ConfigNode shieldLimits) {
        return ArmLimits.from(shieldLimits, chain);
    }

    @Override
    public EnvelopeLimits noLimits() {
        return ArmLimits.none(chain.size());
    }

    @Override
    public SimulatedMachine machine(EnvelopeLimits limits, Noise seeds) {
        if (!(limits instanceof ArmLimits own)) {
            throw new IllegalArgumentException(limits + " are no limits of an arm");
        }
        return new ArmMachine(this, own, seeds);
    }

    /** An arm at its start, its brakes open. */
    ArmPlant plant(ArmJudge judge) {
        return new ArmPlant(chain, start, wall, judge);
    }
}
