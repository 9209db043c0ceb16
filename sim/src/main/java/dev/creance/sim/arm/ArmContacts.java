package dev.creance.sim.arm;

import dev.creance.dynamics.arm.ArmLoads;
import dev.creance.dynamics.arm.ArmState;
import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.runtime.HotPath;

/** All that an arm runs into or is held by: the stops of its joints, their brakes and the wall. */
@HotPath
final class ArmContacts implements ArmLoads {
    private final JointStops stops;
    private final HoldingBrakes brakes;
    private final WallContact wall;

    ArmContacts(Chain chain, ElasticWall wall) {
        stops = new JointStops(chain);
        brakes = new HoldingBrakes(chain);
        this.wall = new WallContact(chain, wall);
    }

    HoldingBrakes brakes() {
        return brakes;
    }

    WallContact wall() {
        return wall;
    }

    @Override
    public void add(ArmState state, ChainMotion motion, double[] effortOut, double[] toolWrenchOut) {
        stops.add(state, motion, effortOut, toolWrenchOut);
        brakes.add(state, motion, effortOut, toolWrenchOut);
        wall.add(state, motion, effortOut, toolWrenchOut);
    }
}
