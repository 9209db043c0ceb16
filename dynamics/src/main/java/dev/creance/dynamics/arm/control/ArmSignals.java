package dev.creance.dynamics.arm.control;

import dev.creance.dynamics.arm.Chain;
import dev.creance.runtime.Layout;

/**
 * Where an arm's controllers find what they need.
 *
 * @param joints how many there are
 * @param position offset of the first joint's, among the sensors
 * @param velocity offset of the first joint's, among the sensors
 * @param tool whether the reference is a place for the tool; otherwise it is positions and velocities for the joints
 */
record ArmSignals(int joints, int position, int velocity, boolean tool) {
    static ArmSignals of(Chain chain, Layout sensors, Layout reference) {
        return new ArmSignals(
                chain.size(),
                sensors.indexOf("joint.position.0"),
                sensors.indexOf("joint.velocity.0"),
                reference.has("reference.tool.position.x"));
    }
}
