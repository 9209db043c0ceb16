package dev.creance.dynamics.arm;

import dev.creance.runtime.HotPath;

/** What acts on an arm besides its drives, their friction and gravity; evaluated at every stage of the integrator. */
@FunctionalInterface
public interface ArmLoads {
    /** Nothing. */
    ArmLoads NONE = (state, motion, effort, toolWrench) -> {};

    /**
     * @param state joint positions and velocities
     * @param motion of the links, up to date with them
     * @param effortOut per joint; add to it
     * @param toolWrenchOut spatial force on the tool's link about the base's origin, moment and force; add to it
     */
    @HotPath
    void add(ArmState state, ChainMotion motion, double[] effortOut, double[] toolWrenchOut);
}
