package dev.creance.dynamics.arm.control;

/**
 * How a tool gives way. The clip is what makes contact gentle: however far the reference runs ahead, the spring pulls with no
 * more than stiffness × clip (20 N with these).
 *
 * @param stiffnessNPerM along each axis
 * @param dampingNSPerM along each axis
 * @param stiffnessNmPerRad about each axis
 * @param dampingNmSPerRad about each axis
 * @param clipM greatest error that counts, along each axis
 * @param clipRad greatest error that counts, about each axis
 * @param postureStiffness pull towards the posture, per joint, Nm/rad or N/m, where the tool does not feel it; critically
 *     damped for an inertia of 1
 * @param effortRate greatest change of a joint's effort, weight aside, per second, Nm/s or N/s
 */
public record ImpedanceSettings(
        double stiffnessNPerM,
        double dampingNSPerM,
        double stiffnessNmPerRad,
        double dampingNmSPerRad,
        double clipM,
        double clipRad,
        double postureStiffness,
        double effortRate) {
    /**
     * As SERL flies a Panda (Luo et al., arXiv 2401.16013; rail-berkeley/serl_franka_controllers, cfg/compliance_param.cfg).
     * Its rotational stiffness and clip act on the vector part of a quaternion, half the angle, so 150 and 0.05 there are 75
     * Nm/rad and 0.1 rad here. It changes efforts by at most 1 Nm in each tick of 1 ms.
     */
    public static ImpedanceSettings serl() {
        return new ImpedanceSettings(2000, 89, 75, 7, 0.01, 0.1, 0.2, 1000);
    }
}
