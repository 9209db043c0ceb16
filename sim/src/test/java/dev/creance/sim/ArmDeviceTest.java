package dev.creance.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.dynamics.arm.InverseDynamics;
import dev.creance.dynamics.arm.urdf.ArmModels;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.Directive;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.sim.arm.ArmTruth;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A simulated arm under commands that come over the wire, and alone. */
class ArmDeviceTest {
    private static final long MS = 1_000_000;
    private static final double[] HOME = {0, -0.785, 0, -2.356, 0, 1.571, 0.785};
    private static final String START =
            "start: {position: [0 rad, -0.785 rad, 0 rad, -2.356 rad, 0 rad, 1.571 rad, 0.785 rad]}";
    private static final String PANDA = "{model: arm, params: franka-panda, " + START + "}";
    private static final String SO_101 = "{model: arm, params: so-101}";

    @Test
    void anArmThatNobodyAsksForAnythingIsHeldByItsBrakes() {
        for (String plant : new String[] {PANDA, SO_101}) {
            LockstepRun run = run(plant, "[]", HOME);
            run.host.idle = true;
            run.run(10 * MS);
            double before = run.measured("tool.position.z");
            run.run(3000 * MS);

            assertThat(run.device.state()).isEqualTo(DeviceState.ARMED);
            assertThat(run.measured("tool.position.z")).isCloseTo(before, within(2e-3));
            assertThat(((ArmTruth) run.device.truth()).braked()).isTrue();
            assertThat(((ArmTruth) run.device.truth()).maxJointSpeed()).isLessThan(0.5);
        }
    }

    @Test
    void setPointsAreFollowedByTheArmsOwnServos() {
        LockstepRun run = run(PANDA, "[]", swing(0.3, 0.5)).run(3000 * MS);

        assertThat(run.states).containsExactly(DeviceState.DISARMED, DeviceState.ARMED);
        for (int joint = 0; joint < 7; joint++) {
            assertThat(run.measured("joint.position." + joint)).isCloseTo(HOME[joint] + 0.3, within(0.02));
            assertThat(run.measured("joint.velocity." + joint)).isCloseTo(0, within(0.01));
        }
        assertThat(((ArmTruth) run.device.truth()).maxJointSpeed()).isBetween(0.4, 1.0);
    }

    @Test
    void aHobbyArmSagsUnderItsWeightForItsServosDoNotKnowIt() {
        double[] wanted = {0.1, -0.5, 0.3, 0.2, 0, 0.5};
        LockstepRun run = run(
                        SO_101, "[]", (measured, elapsedNs, command) -> System.arraycopy(wanted, 0, command, 0, 6))
                .run(3000 * MS);

        for (int joint = 0; joint < 6; joint++) {
            assertThat(run.measured("joint.position." + joint)).isCloseTo(wanted[joint], within(0.005));
        }
        assertThat(run.measured("joint.position.1")).isNotCloseTo(wanted[1], within(1e-4));
    }

    @Test
    void effortsPassThroughAsTheyAre() {
        ChainMotion motion = new ChainMotion(ArmModels.named("franka-panda"));
        InverseDynamics inverse = new InverseDynamics(ArmModels.named("franka-panda"));
        LockstepRun run = run(
                        "{model: arm, params: franka-panda, interface: effort, " + START + "}",
                        "[]",
                        (measured, t, u) -> {
                            motion.update(Arrays.copyOf(measured, 7), new double[7]);
                            inverse.gravity(motion, u);
                        })
                .run(1000 * MS);

        for (int joint = 0; joint < 7; joint++) {
            assertThat(run.measured("joint.position." + joint)).isCloseTo(HOME[joint], within(0.02));
        }
        assertThat(Math.abs(run.measured("joint.effort.3"))).isGreaterThan(5);
    }

    @Test
    void expiredCommandsEndInStandstillFromWhichAFreshOneResumes() {
        LockstepRun run = run(PANDA, "[{kind: link_cut, at: 500 ms, for: 400 ms}]", swing(1.0, 0.5))
                .run(500 * MS);
        assertThat(run.measured("joint.velocity.0")).isGreaterThan(0.3);
        run.run(395 * MS);

        assertThat(run.device.state()).isEqualTo(DeviceState.LEVELLING);
        assertThat(((ArmTruth) run.device.truth()).braked()).isFalse();
        double held = ((ArmTruth) run.device.truth()).toolYM();
        run.run(5 * MS);
        assertThat(((ArmTruth) run.device.truth()).toolYM()).isCloseTo(held, within(1e-3));
        run.run(2000 * MS);
        assertThat(run.states)
                .containsExactly(DeviceState.DISARMED, DeviceState.ARMED, DeviceState.LEVELLING, DeviceState.ARMED);
        assertThat(run.measured("joint.position.0")).isCloseTo(HOME[0] + 1.0, within(0.02));
    }

    @Test
    void leftAloneItBrakesHoldsAndClosesItsBrakes() {
        for (String taken : new String[] {"position", "effort"}) {
            LockstepRun run = run(
                            "{model: arm, params: franka-panda, interface: " + taken + ", " + START + "}",
                            "[{kind: link_cut, at: 500 ms, for: forever}]",
                            taken.equals("position") ? swing(1.0, 0.5) : (measured, t, u) -> Arrays.fill(u, 0))
                    .run(3000 * MS);

            // it stands already when it may not be resumed any more
            assertThat(run.states).startsWith(DeviceState.DISARMED, DeviceState.ARMED, DeviceState.LEVELLING);
            assertThat(run.device.state()).isEqualTo(DeviceState.DISARMED);
            assertThat(((ArmTruth) run.device.truth()).braked()).isTrue();
            assertThat(run.device.settle(1000 * MS)).isTrue();
        }
    }

    @Test
    void toldToStopItClosesItsBrakesOnTheMove() {
        LockstepRun run = run(PANDA, "[]", swing(1.0, 0.5)).run(500 * MS);
        run.host.directive = Directive.STOP;
        run.run(500 * MS);

        assertThat(run.states).endsWith(DeviceState.STOPPED);
        assertThat(((ArmTruth) run.device.truth()).braked()).isTrue();
        assertThat(run.measured("joint.velocity.0")).isCloseTo(0, within(0.01));
    }

    @ParameterizedTest
    @CsvSource({
        "'sensor_dropout, signal: joint.position'",
        "'sensor_nan, signal: joint.position.3'",
        "'sensor_swap, signal: joint.position.0, with: joint.position.3'"
    })
    void withoutKnowingWhereItsJointsAreItsFirmwareClosesTheBrakes(String fault) {
        LockstepRun run = run(PANDA, "[{kind: " + fault + ", at: 300 ms, for: 100 ms}]", swing(0.6, 0.5))
                .run(310 * MS);

        assertThat(((ArmTruth) run.device.truth()).braked()).isTrue();
        run.run(3000 * MS);
        assertThat(((ArmTruth) run.device.truth()).braked())
                .as("it knows again")
                .isFalse();
        assertThat(run.measured("joint.position.1")).isCloseTo(HOME[1] + 0.6, within(0.02));
    }

    @Test
    void everySubStepOutsideALimitIsCountedByItsName() {
        PlantConfig plant = PlantConfig.from(ConfigFile.parse("plant", PANDA));
        EnvelopeLimits limits = plant.limits(ConfigFile.parse("limits", """
                position: {margin: 0.05 rad}
                velocity: 0.1
                effort: 0.9
                workspace: {floor: 0.02 m, box: [[-0.9 m, 0.9 m], [-0.9 m, 0.1 m], [0 m, 1.2 m]]}
                tool_speed: 0.2 m/s
                sensor_age: 10 ms
                """));
        LockstepRun run = run(plant, limits, "[]", swing(0.6, 0.6)).run(2000 * MS);

        assertThat(run.device.truth().violationsByKind())
                .containsEntry("position", 0L)
                .containsEntry("non_finite", 0L)
                .hasEntrySatisfying("velocity", count -> assertThat(count).isPositive())
                .hasEntrySatisfying("workspace", count -> assertThat(count).isPositive())
                .hasEntrySatisfying("tool_speed", count -> assertThat(count).isPositive());
        assertThat(((ArmTruth) run.device.truth()).leastWorkspaceMarginM()).isNegative();
    }

    @Test
    void theSameSeedGivesTheSameBytes() {
        String faults = "[{kind: link_cut, at: 100 ms, for: 200 ms}, {kind: frame_corrupt, at: 350 ms}]";
        LockstepRun one = run(PANDA, faults, swing(0.3, 0.5)).run(500 * MS);
        LockstepRun two = run(PANDA, faults, swing(0.3, 0.5)).run(500 * MS);

        assertThat(two.host.received.getValue()).isEqualTo(one.host.received.getValue());
        assertThat(two.device.truth()).isEqualTo(one.device.truth());
    }

    /** All joints by so much from home, at this speed. */
    private static TestHost.Pilot swing(double by, double speedPerS) {
        return (measured, elapsedNs, command) -> {
            for (int i = 0; i < command.length; i++) {
                command[i] = HOME[i] + Math.min(by, speedPerS * elapsedNs * 1e-9);
            }
        };
    }

    private static LockstepRun run(String plant, String faults, double[] position) {
        return run(plant, faults, (measured, t, command) -> System.arraycopy(position, 0, command, 0, command.length));
    }

    private static LockstepRun run(String plant, String faults, TestHost.Pilot pilot) {
        PlantConfig config = PlantConfig.from(ConfigFile.parse("plant", plant));
        return run(config, config.noLimits(), faults, pilot);
    }

    private static LockstepRun run(PlantConfig plant, EnvelopeLimits limits, String faults, TestHost.Pilot pilot) {
        return new LockstepRun(
                new SimulationSetup(
                        plant,
                        limits,
                        TestHost.envelope(plant.commands(), -100, 100),
                        Faults.from(ConfigFile.parse("faults", faults), Optional.of(plant)),
                        1),
                pilot);
    }
}
