/**
 * One file that holds a policy: its manifest, networks, weights and known answers, a list of their SHA-256 hashes, and
 * optionally an Ed25519 signature of that list. Reading is a function of the bytes alone and unpacks nothing.
 */
package dev.creance.policies.bundle;
