/** Steps back from noise to an action, as a diffusion's manifest says. Knows nothing of networks and their memory. */
package dev.creance.policies.diffusion;
