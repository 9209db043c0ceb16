/**
 * The shield: the ordered guards between a policy's proposal and the command that is executed, the certified backup
 * controller, and the failsafe machine. {@link dev.creance.safety.QuadrotorShield} is the way in; docs/shield.md explains.
 */
package dev.creance.safety;
