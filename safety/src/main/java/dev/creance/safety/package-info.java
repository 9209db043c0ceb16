/**
 * The shield: the ordered guards between a policy's proposal and the command that is executed, and the failsafe machine. {@link
 * dev.creance.safety.ShieldPipeline} holds their order; what depends on the class of machine is behind {@link
 * dev.creance.safety.MachineStages}, in a package for each. {@link dev.creance.safety.ShieldSettings} is the way in; docs/shield.md
 * explains.
 */
package dev.creance.safety;
