package dev.creance.bench.critic;

import dev.creance.bench.SteppedLoop;

/**
 * Who and what is in an episode.
 *
 * @param course the loop's reference
 * @param start where the armed machine is put
 */
record Scene(SteppedLoop.Parts loop, Course course, Weather weather, double[] start) {}
