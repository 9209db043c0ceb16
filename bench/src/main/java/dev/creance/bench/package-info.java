/**
 * The project's speed claims, each reproduced by one command: ours and its peers measured alternately in the same run, so that the
 * ratios hold on a noisy machine. The launcher hands this module the verb {@code bench}.
 */
package dev.creance.bench;
