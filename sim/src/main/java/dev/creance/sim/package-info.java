/** The simulated machine: plants with ground, wind and sensors, the device around them, its faults, and the judge of a run. */
package dev.creance.sim;
