/**
 * Reads what other projects write beside their networks and writes it down as a {@code policy.yaml}, each value with the place
 * that it came from. What a convention leaves out becomes a question; nothing is made up. The conventions and their pitfalls are
 * described in {@code policies/IMPORT.md}.
 */
package dev.creance.policies.imports;
