/** How well the shield's detecting guards detect, and how often they cry wolf: the same flights with and without something to detect. */
package dev.creance.bench.guards;
