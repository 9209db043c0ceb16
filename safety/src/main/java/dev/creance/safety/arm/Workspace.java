package dev.creance.safety.arm;

/**
 * Where the tool may be, base axes, and how fast.
 *
 * @param lowerM least x, y, z; for its set point
 * @param upperM greatest
 * @param speedMPerS greatest speed of its set point where it is looked at
 * @param mostMPerS ... and in between
 * @param clearanceM how far inside all that the policy may be brought to rest; the backup needs none
 */
record Workspace(double[] lowerM, double[] upperM, double speedMPerS, double mostMPerS, double clearanceM) {}
