/** The corridor's policy of the zoo, flown through its chicane: with its safety critic choosing among draws, and without. */
package dev.creance.bench.corridor;
