package dev.creance.dynamics.arm.identify;

import dev.creance.dynamics.arm.Joint;
import dev.creance.dynamics.arm.JointKind;

/** What results call a joint's numbers: by its place in the chain, with the units of its kind. */
record JointNames(int place, boolean turns) {
    static JointNames of(Joint joint, int place) {
        return new JointNames(place, joint.kind() == JointKind.REVOLUTE);
    }

    String friction() {
        return "friction_" + place + effortUnit();
    }

    String damping() {
        return "damping_" + place + (turns ? "_nm_s_per_rad" : "_n_s_per_m");
    }

    String armature() {
        return "armature_" + place + (turns ? "_kg_m2" : "_kg");
    }

    String effort() {
        return "effort_" + place + effortUnit();
    }

    String acceleration() {
        return "acceleration_" + place + (turns ? "_rad_per_s2" : "_m_per_s2");
    }

    private String effortUnit() {
        return turns ? "_nm" : "_n";
    }
}
