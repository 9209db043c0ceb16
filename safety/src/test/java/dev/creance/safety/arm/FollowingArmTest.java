package dev.creance.safety.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.property.Choices;
import dev.creance.runtime.property.Property;
import org.junit.jupiter.api.Test;

/** The arm as its firmware's law lets it follow: beside the true one, and its adjoint beside differences. */
class FollowingArmTest {
    private static final int JOINTS = ArmRun.JOINTS;
    private static final double STEP_S = 0.015;
    private static final FirmwareLaw LAW =
            new FirmwareLaw(new double[] {600, 600, 600, 600, 250, 150, 50}, new double[] {60, 60, 60, 60, 25, 15, 5});

    private static double[] posture(Choices choices) {
        double[] posture = ArmFixtures.READY.clone();
        for (int i = 0; i < JOINTS; i++) {
            posture[i] += choices.between(-0.3, 0.3);
        }
        return posture;
    }

    @Test
    void itFollowsSetPointsAsTheTrueArmDoes() {
        Property.check(40, choices -> {
            double[] posture = posture(choices);
            double[] speeds = new double[JOINTS];
            for (int i = 0; i < JOINTS; i++) {
                speeds[i] = choices.between(-0.6, 0.6);
            }
            TrueArm truth = new TrueArm(posture);
            FollowingArm arm = new FollowingArm(ArmFixtures.PANDA, LAW);
            arm.look(posture, STEP_S);
            arm.begin(posture, new double[JOINTS]);
            for (int step = 0; step < 16; step++) {
                double[] first = new double[JOINTS];
                double[] last = new double[JOINTS];
                for (int i = 0; i < JOINTS; i++) {
                    first[i] = posture[i] + speeds[i] * (step + FollowingArm.first()) * STEP_S;
                    last[i] = posture[i] + speeds[i] * (step + 1) * STEP_S;
                }
                for (int k = 0; k < 30; k++) {
                    double[] now = new double[JOINTS];
                    for (int i = 0; i < JOINTS; i++) {
                        now[i] = posture[i] + speeds[i] * (step + (k + 0.5) / 30) * STEP_S;
                    }
                    truth.advance(now, STEP_S / 30, () -> {});
                }
                arm.advance(first, last);
            }

            // friction, and what turns with the posture on the way
            for (int i = 0; i < JOINTS; i++) {
                assertThat(arm.position[i]).as("joint %d", i).isCloseTo(truth.state.position[i], within(0.006));
                assertThat(arm.velocity[i]).as("joint %d", i).isCloseTo(truth.state.velocity[i], within(0.04));
            }
        });
    }

    @Test
    void itTellsHowWhatCameOutChangesWithTheSetPoints() {
        Property.check(50, choices -> {
            double[] posture = posture(choices);
            double[] ofPosition = new double[JOINTS];
            double[] ofVelocity = new double[JOINTS];
            double[][] setPoints = new double[6][JOINTS];
            for (int i = 0; i < JOINTS; i++) {
                ofPosition[i] = choices.between(-1, 1);
                ofVelocity[i] = choices.between(-1, 1);
                for (double[] each : setPoints) {
                    each[i] = posture[i] + choices.between(-0.05, 0.05);
                }
            }
            FollowingArm arm = new FollowingArm(ArmFixtures.PANDA, LAW);
            arm.look(posture, STEP_S);
            double before = asked(arm, posture, setPoints, ofPosition, ofVelocity);
            int which = choices.integer(0, 5);
            int joint = choices.integer(0, JOINTS - 1);
            double[] byFirst = new double[JOINTS];
            double[] byLast = new double[JOINTS];
            arm.ask(ofPosition, ofVelocity);
            for (int step = 2; step >= which / 2; step--) {
                arm.back(byFirst, byLast);
            }
            setPoints[which][joint] += 0.01;
            double after = asked(arm, posture, setPoints, ofPosition, ofVelocity);

            // it is linear
            double told = (which % 2 == 0 ? byFirst : byLast)[joint];
            assertThat(told).isCloseTo((after - before) / 0.01, within(1e-9 * (1 + Math.abs(told))));
        });
    }

    private static double asked(
            FollowingArm arm, double[] posture, double[][] setPoints, double[] ofPosition, double[] ofVelocity) {
        arm.begin(posture, new double[JOINTS]);
        for (int step = 0; step < 3; step++) {
            arm.advance(setPoints[2 * step], setPoints[2 * step + 1]);
        }
        double sum = 0;
        for (int i = 0; i < JOINTS; i++) {
            sum += ofPosition[i] * arm.position[i] + ofVelocity[i] * arm.velocity[i];
        }
        return sum;
    }
}
