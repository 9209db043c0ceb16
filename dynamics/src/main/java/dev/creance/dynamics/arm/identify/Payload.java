package dev.creance.dynamics.arm.identify;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.Joint;
import dev.creance.dynamics.arm.RigidBody;
import java.util.ArrayList;
import java.util.List;

/**
 * What an arm carries at its tool, by its mass m and its first moment h = m c, in which efforts are linear, c from the tool's origin p
 * in the link's axes. About the link's origin it adds
 *
 * <pre>
 * m      m p + h      m (p·p 1 − p pᵀ) + 2 p·h 1 − (p hᵀ + h pᵀ)
 * </pre>
 *
 * which leaves out the payload's inertia about the tool's origin.
 */
record Payload(double massKg, double[] momentKgM) {
    /** The chain with this on the link that carries its tool. */
    Chain on(Chain chain, List<Joint> joints) {
        List<Joint> loaded = new ArrayList<>(joints);
        int carrier = chain.tool().link();
        Joint joint = joints.get(carrier);
        RigidBody link = with(joint.link(), chain.tool().pose().positionM());
        loaded.set(
                carrier,
                new Joint(
                        joint.name(),
                        joint.kind(),
                        joint.placement(),
                        joint.axis(),
                        joint.limits(),
                        joint.drivetrain(),
                        link));
        return new Chain(chain.name(), loaded, chain.tool(), chain.gravityMPerS2());
    }

    private RigidBody with(RigidBody link, double[] p) {
        double m = link.massKg();
        double[] c = link.centreM();
        double[] h = momentKgM;
        double total = m + massKg;
        double[] centre = new double[3];
        for (int i = 0; i < 3; i++) {
            centre[i] = (m * c[i] + massKg * p[i] + h[i]) / total;
        }
        double[] about = new double[9];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double one = i == j ? 1 : 0;
                about[3 * i + j] = link.inertiaKgM2()[3 * i + j]
                        + m * (dot(c, c) * one - c[i] * c[j])
                        + massKg * (dot(p, p) * one - p[i] * p[j])
                        + 2 * dot(p, h) * one
                        - (p[i] * h[j] + h[i] * p[j])
                        - total * (dot(centre, centre) * one - centre[i] * centre[j]);
            }
        }
        return new RigidBody(total, centre, about);
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }
}
