package dev.creance.safety.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.property.Property;
import org.junit.jupiter.api.Test;

/** The closed form of a joint's set points, alone. */
class SetPointAxisTest {
    private static final double TICK_S = 1e-3;

    private static double wayByHand(double displacement, double braking) {
        double way = 0;
        for (double left = Math.abs(displacement) - braking; left > 0; left -= braking) {
            way += left;
        }
        return Math.copySign(way, displacement);
    }

    @Test
    void theFarthestDisplacementIsTheOneWhoseWayToRestIsTheDistance() {
        Property.check(5000, choices -> {
            SetPointAxis axis = new SetPointAxis(-2, 2, 2, choices.between(4, 50), TICK_S);
            double distance = choices.integer(0, 3) == 0 ? choices.between(0, 1e-4) : choices.between(0, 1);

            double farthest = axis.farthest(distance);

            assertThat(farthest + wayByHand(farthest, axis.braking())).isCloseTo(distance, within(1e-12));
            assertThat(axis.way(farthest, Double.MAX_VALUE))
                    .isCloseTo(wayByHand(farthest, axis.braking()), within(1e-12));
        });
    }

    @Test
    void whoeverStaysInsideTheBoundsNeverLeavesLimitsOfPositionVelocityAndAcceleration() {
        double[] nearest = {1};
        Property.check(300, choices -> {
            double acceleration = choices.between(1, 60);
            double velocity = choices.between(0.1, 3);
            SetPointAxis axis = new SetPointAxis(-1, 1, velocity, acceleration, TICK_S);
            double position = (float) choices.between(-0.9, 0.9);
            double moved = 0;
            int kind = choices.integer(0, 3);
            for (int i = 0; i < 4000; i++) {
                axis.bound(position, moved);
                assertThat(axis.least).isLessThanOrEqualTo(axis.greatest);
                double wanted = kind == 0
                        ? axis.greatest
                        : kind == 1 ? axis.least : i / (200 * kind) % 2 == 0 ? axis.greatest : axis.least;
                float next = (float) (position + wanted);
                if (next - position > axis.greatest) {
                    next = Math.nextDown(next);
                } else if (next - position < axis.least) {
                    next = Math.nextUp(next);
                }
                double displacement = next - position;
                assertThat(Math.abs(displacement - moved) / TICK_S / TICK_S)
                        .isLessThanOrEqualTo(acceleration * (1 + 1e-9));
                assertThat(Math.abs(displacement) / TICK_S).isLessThanOrEqualTo(velocity);
                moved = displacement;
                position = next;
                assertThat(Math.abs(position)).isLessThanOrEqualTo(1);
                nearest[0] = Math.min(nearest[0], 1 - Math.abs(position));
            }
        });
        assertThat(nearest[0]).as("the limit is reached").isLessThan(1e-6);
    }

    @Test
    void brakingIsAdmissibleAtEveryTime() {
        Property.check(300, choices -> {
            SetPointAxis axis = new SetPointAxis(-1, 1, 2, choices.between(2, 50), TICK_S);
            double position = (float) choices.between(-0.9, 0.9);
            double moved = 0;
            for (int i = 0; i < 1000; i++) {
                axis.bound(position, moved);
                double brake = axis.brake(moved);
                assertThat(brake).isBetween(axis.least - 1e-15, axis.greatest + 1e-15);
                double displacement = axis.least + choices.between(0, 1) * (axis.greatest - axis.least);
                position += displacement;
                moved = displacement;
            }
        });
    }

    @Test
    void whoeverStaysInsideTheBoundsOfAJerkKeepsItAndStillComesToTheLimits() {
        double[] nearest = {1};
        double[] sharpest = {0};
        Property.check(200, choices -> {
            double acceleration = choices.between(5, 60);
            double velocity = choices.between(0.1, 3);
            double jerk = choices.between(2000, 600 * acceleration);
            SetPointAxis axis = new SetPointAxis(-2, 2, velocity, acceleration, TICK_S).smoothed(jerk, TICK_S);
            double grain = SetPointAxis.grain(-2, 2);
            double position = (float) choices.between(-1.5, 1.5);
            double moved = 0;
            double changed = 0;
            int kind = choices.integer(0, 4);
            for (int i = 0; i < 4000; i++) {
                axis.bound(position, moved, changed);
                double share = kind == 0 || kind == 1 ? kind : kind == 4 ? choices.between(0, 1) : i / (170 * kind) % 2;
                double wanted = axis.least + share * (axis.greatest - axis.least);
                double next = (float) (position + wanted);
                double displacement = next - position;
                double change = displacement - moved;
                assertThat(Math.abs(change - changed))
                        .as("jerk, to the grain of four floats")
                        .isLessThanOrEqualTo(jerk * TICK_S * TICK_S * TICK_S + 2 * grain);
                sharpest[0] = Math.max(sharpest[0], Math.abs(change - changed) / (jerk * TICK_S * TICK_S * TICK_S));
                changed = change;
                moved = displacement;
                position = next;
                assertThat(Math.abs(position)).isLessThanOrEqualTo(2);
                nearest[0] = Math.min(nearest[0], 2 - Math.abs(position));
            }
        });
        assertThat(nearest[0]).as("the limit is reached").isLessThan(1e-3);
        assertThat(sharpest[0]).as("the jerk is used").isGreaterThan(0.99);
    }

    @Test
    void aGoalIsComeToWithinTheJerkAndWithoutSwingingAboutIt() {
        Property.check(100, choices -> {
            double jerk = choices.between(2000, 9000);
            SetPointAxis axis = new SetPointAxis(-2, 2, 2, 15, TICK_S).smoothed(jerk, TICK_S);
            double goal = choices.between(-1.5, 1.5);
            double from = choices.between(-1.5, 1.5);
            double position = from;
            double moved = 0;
            double changed = 0;
            for (int i = 0; i < 4000; i++) {
                axis.bound(position, moved, changed);
                double displacement = axis.approach(goal - position, position);
                changed = displacement - moved;
                moved = displacement;
                position += displacement;
                assertThat((position - goal) * Math.signum(goal - from))
                        .as("hardly beyond")
                        .isLessThan(1e-4);
            }
            assertThat(position).isCloseTo(goal, within(1e-4));
        });
    }
}
