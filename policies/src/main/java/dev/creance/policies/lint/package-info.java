/**
 * Holds a manifest against the network it speaks of, beyond sizes and names: whether what the network learnt fits what it will
 * be fed. Everything here is evidence, with its numbers, for a person to judge; where statistics cannot tell, that is said.
 */
package dev.creance.policies.lint;
