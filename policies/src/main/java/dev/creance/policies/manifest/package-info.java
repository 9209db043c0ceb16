/**
 * What a {@code policy.yaml} says, as records: the format is described in {@code policies/MANIFEST.md}. Reading is strict (every
 * unknown key, and everything that is missing, is refused with its place) and knows no robot and no network; whether a policy
 * fits those is asked later, with the nodes that come along in {@code at}.
 */
package dev.creance.policies.manifest;
