/** {@code creance bench shield}: barrier sets under attack, judged by the plant's truth, beside other projects' limiters. */
package dev.creance.bench.shield;
