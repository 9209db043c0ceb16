package dev.creance.sim.arm;

import dev.creance.dynamics.arm.ArmLoads;
import dev.creance.dynamics.arm.ArmState;
import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.runtime.HotPath;

/**
 * An arm's tool against an {@link ElasticWall}: the wall pushes the tool's origin with spring and damper, never pulls, and rubs
 * with Coulomb friction that grows from zero at standstill.
 */
@HotPath
final class WallContact implements ArmLoads {
    private final ElasticWall wall;
    private final Chain.Tool tool;
    private final double[] place = new double[3];
    private final double[] velocity = new double[3];
    private final double[] force = new double[3];

    WallContact(Chain chain, ElasticWall wall) {
        this.wall = wall;
        tool = chain.tool();
    }

    @Override
    public void add(ArmState state, ChainMotion motion, double[] effortOut, double[] toolWrenchOut) {
        push(motion);
        toolWrenchOut[0] += place[1] * force[2] - place[2] * force[1];
        toolWrenchOut[1] += place[2] * force[0] - place[0] * force[2];
        toolWrenchOut[2] += place[0] * force[1] - place[1] * force[0];
        for (int k = 0; k < 3; k++) {
            toolWrenchOut[3 + k] += force[k];
        }
    }

    /** The force on the tool's origin, base axes. */
    void force(ChainMotion motion, double[] forceNOut) {
        push(motion);
        System.arraycopy(force, 0, forceNOut, 0, 3);
    }

    private void push(ChainMotion motion) {
        motion.point(tool.link(), tool.pose().positionM(), place);
        motion.pointVelocity(tool.link(), place, velocity);
        double[] n = wall.normal();
        double[] p = wall.pointM();
        double depthM = n[0] * (p[0] - place[0]) + n[1] * (p[1] - place[1]) + n[2] * (p[2] - place[2]);
        double rising = n[0] * velocity[0] + n[1] * velocity[1] + n[2] * velocity[2];
        double normal = depthM > 0 ? Math.max(0, wall.stiffnessNPerM() * depthM - wall.dampingNSPerM() * rising) : 0;
        double square = 0;
        for (int k = 0; k < 3; k++) {
            velocity[k] -= rising * n[k];
            square += velocity[k] * velocity[k];
        }
        double drag = drag(Math.sqrt(square), wall.friction() * normal);
        for (int k = 0; k < 3; k++) {
            force[k] = normal * n[k] - drag * velocity[k];
        }
    }

    /** Friction force over sliding speed: Coulomb's, or less where that would more than stop it. */
    private double drag(double speed, double coulomb) {
        return speed * wall.dampingNSPerM() > coulomb ? coulomb / speed : coulomb > 0 ? wall.dampingNSPerM() : 0;
    }
}
