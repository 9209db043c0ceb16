package dev.creance.sim.arm;

import dev.creance.dynamics.arm.ArmState;
import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.runtime.HotPath;
import dev.creance.sim.Violations;

/** Counts by the truth, at every sub-step of the plant, how often an arm is outside its envelope; whoever is in command of it. */
@HotPath
public final class ArmJudge {
    /** What was violated. */
    public enum Kind {
        POSITION,
        VELOCITY,
        EFFORT,
        WORKSPACE,
        TOOL_SPEED,
        SELF_COLLISION,
        CONTACT,
        /** The state is no longer a number: the simulation itself has failed. */
        NON_FINITE
    }

    private final ArmLimits limits;
    private final Chain.Tool tool;
    private final ChainMotion motion;
    private final double[] placeM = new double[3];
    private final double[] velocityMPerS = new double[3];
    private final Violations violations = new Violations(Kind.values());
    private double mostSpeed;
    private double mostToolSpeedMPerS;
    private double leastRange = Double.POSITIVE_INFINITY;
    private double leastBoxM = Double.POSITIVE_INFINITY;
    private final LinkSpheres spheres;
    private double leastApartM = Double.POSITIVE_INFINITY;
    private final ContactForce contact;

    /** @param contact null where nothing is in its way */
    ArmJudge(ArmLimits limits, Chain chain, ContactForce contact) {
        this.contact = contact;
        this.limits = limits;
        spheres = limits.spheres().copy();
        tool = chain.tool();
        motion = new ChainMotion(chain);
    }

    /** @param effort of the drives */
    void observe(ArmState state, double[] effort) {
        joints(state, effort);
        motion.update(state.position, state.velocity);
        motion.point(tool.link(), tool.pose().positionM(), placeM);
        motion.pointVelocity(tool.link(), placeM, velocityMPerS);
        double inside = Double.POSITIVE_INFINITY;
        double square = 0;
        for (int k = 0; k < 3; k++) {
            inside = Math.min(inside, Math.min(placeM[k] - limits.boxLowerM()[k], limits.boxUpperM()[k] - placeM[k]));
            square += velocityMPerS[k] * velocityMPerS[k];
        }
        double toolSpeed = Math.sqrt(square);
        leastBoxM = Math.min(leastBoxM, inside);
        mostToolSpeedMPerS = Math.max(mostToolSpeedMPerS, toolSpeed);
        violations.count(Kind.WORKSPACE, inside < 0);
        violations.count(Kind.TOOL_SPEED, toolSpeed > limits.toolSpeedMPerS());
        double apart = spheres.apartM(motion);
        leastApartM = Math.min(leastApartM, apart);
        violations.count(Kind.SELF_COLLISION, apart < 0);
        violations.count(Kind.CONTACT, contact != null && contact.share(motion) > 1);
        violations.subStep();
    }

    private void joints(ArmState state, double[] effort) {
        boolean position = false;
        boolean velocity = false;
        boolean efforts = false;
        double sum = 0;
        for (int i = 0; i < effort.length; i++) {
            double q = state.position[i];
            double speed = Math.abs(state.velocity[i]);
            double inside = Math.min(q - limits.lower()[i], limits.upper()[i] - q);
            leastRange = Math.min(leastRange, inside);
            mostSpeed = Math.max(mostSpeed, speed);
            position |= inside < 0;
            velocity |= speed > limits.velocity()[i];
            efforts |= Math.abs(effort[i]) > limits.effort()[i];
            sum += (q + speed) * 0;
        }
        violations.count(Kind.POSITION, position);
        violations.count(Kind.VELOCITY, velocity);
        violations.count(Kind.EFFORT, efforts);
        violations.count(Kind.NON_FINITE, !(sum == 0));
    }

    /** What was counted so far. */
    public Violations violations() {
        return violations;
    }

    ArmTruth truth(boolean braked) {
        return new ArmTruth(
                violations.subSteps(),
                violations.outside(),
                violations.byKind(),
                leastRange,
                leastBoxM,
                leastApartM,
                mostSpeed,
                mostToolSpeedMPerS,
                placeM[0],
                placeM[1],
                placeM[2],
                braked);
    }
}
