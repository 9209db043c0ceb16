/** An arm's payload and drive trains from a recorded run. */
package dev.creance.dynamics.arm.identify;
