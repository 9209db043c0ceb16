/** From what a network returns to commands in SI units: the part of a policy that runs after an inference, in every tick. */
package dev.creance.policies.action;
