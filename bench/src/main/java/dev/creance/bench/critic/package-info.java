/** What a safety critic is worth: the same episodes without one, and with one that is asked as often as the policy, or more often. */
package dev.creance.bench.critic;
