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
}
