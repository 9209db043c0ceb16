package dev.creance.sim.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.dynamics.arm.ForwardDynamics;
import dev.creance.dynamics.arm.Joint;
import dev.creance.dynamics.arm.JointKind;
import dev.creance.dynamics.arm.urdf.ArmModels;
import dev.creance.runtime.property.Choices;
import dev.creance.runtime.property.Property;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchedArmTest {
    private static final double STEP_S = 1e-4;
    private static final int STEPS = 20;
    private static final List<Chain> ARMS = List.of(ArmModels.named("franka-panda"), ArmModels.named("so-101"));

    /** An arm somewhere, under way, with efforts. */
    private record Motion(double[] position, double[] speed, double[] effort) {
        static Motion random(Choices choices, int joints) {
            Motion motion = new Motion(new double[joints], new double[joints], new double[joints]);
            for (int i = 0; i < joints; i++) {
                motion.position[i] = choices.between(-7, 7);
                motion.speed[i] = choices.between(-3, 3);
                motion.effort[i] = choices.between(-2, 2);
            }
            return motion;
        }

        void enter(BatchedArm batch, int environment) {
            for (int i = 0; i < position.length; i++) {
                batch.position(environment, i, position[i]);
                batch.speed(environment, i, speed[i]);
                batch.effort(environment, i, effort[i]);
            }
        }

        double[] accelerations(Chain chain) {
            double[] out = new double[position.length];
            ChainMotion motion = new ChainMotion(chain);
            motion.update(position, speed);
            new ForwardDynamics(chain).accelerations(motion, effort, new double[6], out);
            return out;
        }
    }

    @Test
    void accelerationsAreThoseOfTheArmOfItsOwnToRoundOff() {
        for (Chain chain : ARMS) {
            Property.check(20, choices -> {
                int environments = choices.integer(1, 37);
                BatchedArm batch = new BatchedArm(chain, environments);
                Motion[] motions = new Motion[environments];
                for (int i = 0; i < environments; i++) {
                    motions[i] = Motion.random(choices, chain.size());
                    motions[i].enter(batch, i);
                }

                batch.accelerate();

                for (int i = 0; i < environments; i++) {
                    assertClose(batch, i, motions[i].accelerations(chain));
                }
            });
        }
    }

    /** Relative to the greatest, as the golden cases of the arm of its own have it. */
    private static void assertClose(BatchedArm batch, int environment, double[] alone) {
        double greatest = 1;
        for (double each : alone) {
            greatest = Math.max(greatest, Math.abs(each));
        }
        for (int joint = 0; joint < alone.length; joint++) {
            assertThat(batch.acceleration(environment, joint))
                    .as("joint %d of environment %d", joint, environment)
                    .isCloseTo(alone[joint], within(1e-10 * greatest));
        }
    }

    @Test
    void aStepIsSemiImplicit() {
        BatchedArm batch = new BatchedArm(ARMS.getFirst(), 1);
        batch.position(0, 1, 0.5);
        batch.speed(0, 1, -0.2);

        batch.step(STEP_S);

        double speed = -0.2 + STEP_S * batch.acceleration(0, 1);
        assertThat(batch.acceleration(0, 1)).isNotZero();
        assertThat(batch.speed(0, 1)).isCloseTo(speed, within(1e-15));
        assertThat(batch.position(0, 1)).isCloseTo(0.5 + STEP_S * speed, within(1e-15));
    }

    @Test
    void aStepAcceleratesFromWhereTheLastOneHasCome() {
        Chain chain = ARMS.getFirst();
        BatchedArm batch = new BatchedArm(chain, 2);
        Property.check(5, choices -> {
            Motion motion = Motion.random(choices, chain.size());
            motion.enter(batch, 1);
            for (int step = 0; step < STEPS; step++) {
                batch.step(STEP_S);
            }
            for (int joint = 0; joint < chain.size(); joint++) {
                motion.position[joint] = batch.position(1, joint);
                motion.speed[joint] = batch.speed(1, joint);
            }

            batch.accelerate();

            assertClose(batch, 1, motion.accelerations(chain));
        });
    }

    @Test
    void anEnvironmentDoesNotFeelItsNeighbours() {
        Chain chain = ARMS.getFirst();
        Property.check(20, choices -> {
            BatchedArm many = new BatchedArm(chain, 37);
            BatchedArm alone = new BatchedArm(chain, 1);
            int place = choices.integer(0, 36);
            for (int i = 0; i < 37; i++) {
                Motion.random(choices, chain.size()).enter(many, i);
            }
            Motion watched = Motion.random(choices, chain.size());
            watched.enter(many, place);
            watched.enter(alone, 0);
            for (int step = 0; step < STEPS; step++) {
                many.step(STEP_S);
                alone.step(STEP_S);
            }
            for (int joint = 0; joint < chain.size(); joint++) {
                assertThat(many.position(place, joint)).isEqualTo(alone.position(0, joint));
                assertThat(many.acceleration(place, joint)).isEqualTo(alone.acceleration(0, joint));
            }
        });
    }

    @Test
    void refusesAJointThatSlides() {
        Chain panda = ARMS.getFirst();
        Joint first = panda.joints().getFirst();
        Joint sliding = new Joint(
                "rail",
                JointKind.PRISMATIC,
                first.placement(),
                first.axis(),
                first.limits(),
                first.drivetrain(),
                first.link());
        Chain onARail = new Chain(
                "onARail", List.of(sliding), new Chain.Tool(0, panda.tool().pose()), panda.gravityMPerS2());

        assertThatThrownBy(() -> new BatchedArm(onARail, 1)).hasMessageContaining("onARail.rail slides");
    }

    @Test
    void refusesAPlaceThatDoesNotExist() {
        BatchedArm batch = new BatchedArm(ARMS.getFirst(), 3);

        assertThatThrownBy(() -> batch.position(0, 7)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> batch.speed(-1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> batch.acceleration(1000, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
