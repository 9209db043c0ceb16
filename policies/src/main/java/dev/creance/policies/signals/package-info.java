/** How a manifest's words become channels of the robot and arithmetic on their values. */
package dev.creance.policies.signals;
