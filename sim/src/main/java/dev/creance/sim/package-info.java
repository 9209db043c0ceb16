/** The simulated machine behind a link: the device around any plant, its faults, and what truly happened in a run. */
package dev.creance.sim;
