/** From the robot's channels to what a network was trained on: the part of a policy that runs before an inference, in the tick. */
package dev.creance.policies.observation;
