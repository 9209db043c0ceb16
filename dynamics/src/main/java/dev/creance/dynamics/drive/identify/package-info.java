/** A motor drive's parameters from a recorded run. */
package dev.creance.dynamics.drive.identify;
