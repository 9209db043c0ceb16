package dev.creance.safety.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.runtime.Cause;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.property.Choices;
import dev.creance.runtime.property.Property;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Invariant I3 for an arm's own links: whatever set points a policy proposes, spheres on the links of a Panda do not touch, by the
 * plant's truth every 0.5 ms, and policies that want them to come near.
 *
 * <p>More episodes: {@code -Dtest=SelfCollisionTest -Dcreance.fuzz.scale=20}.
 */
class SelfCollisionTest {
    private static final int SCALE = Integer.getInteger("creance.fuzz.scale", 1);

    private static final double CLEARANCE_M = 0.03;

    /** Link, centre and radius; −1 is the base. The hand reaches base, shoulder and elbow when the arm is folded. */
    private static final double[][] SPHERES = {
        {-1, 0, 0, 0.1, 0.1}, {1, 0, 0, 0, 0.08}, {3, 0, 0, 0, 0.09}, {6, 0, 0, 0.15, 0.1},
    };

    private static final int[][] PAIRS = {{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3}};

    private static final String LIMITS = "limits:\n" + ArmFixtures.JOINTS + """
              tool_speed: 1.5 m/s
              self_collision:
                clearance: 0.03 m
                spheres:
                  - {link: base, centre: [0 m, 0 m, 0.1 m], radius: 0.1 m}
                  - {link: panda_joint2, centre: [0 m, 0 m, 0 m], radius: 0.08 m}
                  - {link: panda_joint4, centre: [0 m, 0 m, 0 m], radius: 0.09 m}
                  - {link: panda_joint7, centre: [0 m, 0 m, 0.15 m], radius: 0.1 m}
            failsafe: {arming_hold: 0 ms}
            """;

    private final ChainMotion motion = new ChainMotion(ArmFixtures.PANDA);
    private double leastM = 9;
    private long episodes;
    private long modified;

    /** Least distance of all pairs whose links are not neighbours. */
    private double distanceM(double[] position, double[] velocity) {
        motion.update(position, velocity);
        double[][] centres = new double[SPHERES.length][3];
        for (int i = 0; i < SPHERES.length; i++) {
            double[] inLink = {SPHERES[i][1], SPHERES[i][2], SPHERES[i][3]};
            if (SPHERES[i][0] < 0) {
                centres[i] = inLink;
            } else {
                motion.point((int) SPHERES[i][0], inLink, centres[i]);
            }
        }
        double least = 9;
        for (int[] pair : PAIRS) {
            double[] a = centres[pair[0]];
            double[] b = centres[pair[1]];
            double squared = 0;
            for (int k = 0; k < 3; k++) {
                squared += (a[k] - b[k]) * (a[k] - b[k]);
            }
            least = Math.min(least, Math.sqrt(squared) - SPHERES[pair[0]][4] - SPHERES[pair[1]][4]);
        }
        return least;
    }

    @Test
    void noPolicyBringsTheArmsLinksTogether() {
        Property.check(20 * SCALE, this::episode);
        System.out.printf(
                "self-collision fuzz: %d episodes, %d ticks modified for it, nearest %.4f m%n",
                episodes, modified, leastM);
        assertThat(leastM).as("links come near").isLessThan(CLEARANCE_M + 0.01);
        assertThat(modified).isGreaterThan(100);
    }

    private void episode(Choices choices) {
        ArmRun run = ArmRun.of(LIMITS, ArmFixtures.READY);
        run.until(FailsafeState.ACTIVE, 1);
        episodes++;
        SplittableRandom random = new SplittableRandom(choices.bits());
        boolean folding = choices.bool();
        double[] goal = ArmFixtures.READY.clone();
        run.pilot = (each, proposal) -> {
            if (each.tick() % 400 == 0) {
                for (int i = 0; i < goal.length; i++) {
                    goal[i] = random.nextDouble(
                            ArmFixtures.PANDA.joints().get(i).limits().lower(),
                            ArmFixtures.PANDA.joints().get(i).limits().upper());
                }
                if (folding) {
                    goal[1] = -1.5;
                    goal[3] = -3;
                    goal[5] = random.nextDouble(0, 3.5);
                }
            }
            System.arraycopy(goal, 0, proposal, 0, goal.length);
        };
        run.witness = () -> {
            double distance = distanceM(run.arm.state.position, run.arm.state.velocity);
            leastM = Math.min(leastM, distance);
            assertThat(distance).isGreaterThan(0);
        };
        for (int i = 0; i < 3000; i++) {
            run.step();
            modified += (run.decision().causes & Cause.SELF_COLLISION.bit()) != 0 ? 1 : 0;
        }
    }

    @Test
    void anArmWhoseLinksTouchIsNotArmed() {
        double[] folded = {0, -1.5, 0, -3, 0, 0.1, 0};
        assertThat(distanceM(folded, new double[7])).isNegative();
        ArmRun run = ArmRun.of(LIMITS, folded);
        run.run(0.01);
        assertThat(run.state()).isEqualTo(FailsafeState.STANDBY);
        assertThat(run.decision().armingBlockers & Cause.SELF_COLLISION.bit()).isNotZero();
    }
}
