package dev.creance.sim.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.dynamics.arm.urdf.ArmModels;
import dev.creance.dynamics.quadrotor.QuadrotorParameterFiles;
import dev.creance.dynamics.quadrotor.QuadrotorState;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.sim.Noise;
import dev.creance.sim.PlantConfig;
import dev.creance.sim.SimulatedMachine;
import dev.creance.sim.arm.ArmLimits;
import dev.creance.sim.drive.DriveLimits;
import dev.creance.sim.quadrotor.QuadrotorLimits;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where nothing stops them, they get out. */
class AdversariesTest {
    private static ConfigNode yaml(String text) {
        return ConfigFile.parse("test.yaml", text);
    }

    /** So many ticks of obeying; what the machine's judge counted. */
    private static long violations(SimulatedMachine machine, Adversary adversary, double[] start, int ticks) {
        double[] state = new double[machine.states()];
        double[] measured = new double[machine.sensors().size()];
        double[] command = new double[machine.commands().size()];
        double[] actuators = new double[machine.actuators().size()];
        machine.place(start);
        for (int tick = 0; tick < ticks; tick++) {
            machine.measure(measured);
            machine.state(state);
            adversary.propose(tick, state, command.clone(), command);
            for (int i = 0; i < command.length; i++) {
                double least = machine.commands().channels().get(i).lower();
                double most = machine.commands().channels().get(i).upper();
                command[i] = Double.isNaN(command[i]) ? 0 : Math.max(least, Math.min(most, command[i]));
            }
            machine.follow(measured, command, true, actuators);
            machine.step(actuators);
        }
        return machine.truth().envelopeViolations();
    }

    @ParameterizedTest
    @EnumSource(QuadrotorAdversary.Kind.class)
    void aQuadrotorLeavesItsEnvelope(QuadrotorAdversary.Kind kind) {
        ConfigNode limits = yaml("{altitude: {floor: -9 m, ceiling: 2.5 m}, tilt: 60 deg, body_rate: 12 rad/s,"
                + " obstacles: [{kind: pillar, centre: [1 m, 0 m], radius: 0.3 m}],"
                + " geofence: [[-2.5 m, -2.5 m], [2.5 m, -2.5 m], [2.5 m, 2.5 m], [-2.5 m, 2.5 m]]}");
        PlantConfig plant =
                PlantConfig.from(yaml("{model: quadrotor, params: crazyflie-2.x, ground: false, sensors: ideal}"));
        QuadrotorState start = new QuadrotorState(4);
        start.values[2] = 1.3;
        SimulatedMachine machine = plant.machine(plant.limits(limits), new Noise(1));

        QuadrotorAdversary adversary = new QuadrotorAdversary(
                kind,
                new SplittableRandom(3),
                QuadrotorParameterFiles.named("crazyflie-2.x"),
                QuadrotorLimits.from(limits));

        // without a floor, who gives no thrust leaves nothing
        boolean falls = kind == QuadrotorAdversary.Kind.NO_THROTTLE || kind == QuadrotorAdversary.Kind.CHASE_FLOOR;
        long outside = violations(machine, adversary, start.values, 4000);
        double[] end = new double[machine.states()];
        machine.state(end);
        assertThat(falls ? end[2] < -9 : outside > 0)
                .as("%d sub-steps outside, %s m high", outside, end[2])
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(value = DriveAdversary.Kind.class, names = "BRAKING", mode = EnumSource.Mode.EXCLUDE)
    void aDriveLeavesItsLimits(DriveAdversary.Kind kind) {
        ConfigNode limits = yaml("{current: 100 A, speed: 400 rad/s}");
        PlantConfig plant =
                PlantConfig.from(yaml("{model: drive, params: gem-pmsm, supply: {kind: ideal, voltage_v: 300},"
                        + " load: {kind: friction}, rate: 8 kHz}"));

        long outside = violations(
                plant.machine(plant.limits(limits), new Noise(1)),
                new DriveAdversary(kind, new SplittableRandom(3), DriveLimits.from(limits)),
                new double[] {50, 1, 1, 0},
                4000);

        assertThat(outside).isPositive();
    }

    @ParameterizedTest
    @EnumSource(ArmAdversary.Kind.class)
    void anArmLeavesItsLimits(ArmAdversary.Kind kind) {
        ConfigNode limits = yaml("{position: {margin: 0.3 rad}, velocity: 0.5, tool_speed: 0.5 m/s,"
                + " workspace: {box: [[-0.6 m, 0.6 m], [-0.5 m, 0.5 m], [0.1 m, 0.9 m]]}}");
        PlantConfig plant = PlantConfig.from(yaml("{model: arm, params: franka-panda}"));
        double[] start = new double[14];
        System.arraycopy(new double[] {0, -0.8, 0, -2.3, 0, 1.6, 0.8}, 0, start, 0, 7);

        long outside = violations(
                plant.machine(plant.limits(limits), new Noise(1)),
                new ArmAdversary(
                        kind,
                        new SplittableRandom(3),
                        ArmModels.named("franka-panda"),
                        ArmLimits.from(limits, ArmModels.named("franka-panda"))),
                start,
                4000);

        assertThat(outside).isPositive();
    }

    @Test
    void windIsNeverStrongerThanItsForce() {
        SplittableRandom random = new SplittableRandom(5);
        double[] force = new double[3];
        for (WorstWind.Kind kind : WorstWind.Kind.values()) {
            WorstWind wind = new WorstWind(kind, random.split(), 0.03, 1.3);
            double most = 0;
            for (int tick = 0; tick < 2000; tick++) {
                double[] state = random.doubles(17, -2, 2).toArray();
                wind.force(tick, state, force);
                most = Math.max(most, Math.hypot(Math.hypot(force[0], force[1]), force[2]));
            }
            assertThat(most).as(kind.name()).isLessThanOrEqualTo(0.03 * (1 + 1e-12));
            assertThat(most > 0.029).as(kind.name()).isEqualTo(kind != WorstWind.Kind.CALM);
        }
    }

    /** Placed at a speed, a drive's encoder says that speed at once: a shield would not believe a leap. */
    @Test
    void aDriveThatIsPlacedMeasuresWhereItWasPlaced() {
        PlantConfig plant =
                PlantConfig.from(yaml("{model: drive, params: gem-pmsm, supply: {kind: ideal, voltage_v: 300},"
                        + " load: {kind: friction}, rate: 8 kHz}"));
        SimulatedMachine machine = plant.machine(plant.noLimits(), new Noise(1));
        double[] measured = new double[machine.sensors().size()];

        machine.place(new double[] {200, 10, -20, 0.3});
        machine.measure(measured);

        assertThat(measured[0]).isBetween(198.0, 202.0);
        assertThat(measured[machine.sensors().indexOf("current.d")]).isBetween(9.8, 10.2);
        assertThat(measured[machine.sensors().indexOf("current.q")]).isBetween(-20.2, -19.8);
    }
}
