/**
 * Rules in temporal logic: formulas over the machine's channels, read from text, checked at load, compiled to arrays, and monitored
 * in every tick. {@link dev.creance.safety.logic.Rules} is the way in from a configuration, {@link
 * dev.creance.safety.logic.Specification} that from a program; docs/shield.md explains.
 */
package dev.creance.safety.logic;
