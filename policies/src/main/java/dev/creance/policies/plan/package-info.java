/**
 * The native engine: a {@link dev.creance.policies.graph.Plan} linked to {@link dev.creance.policies.kernels}. Each operation
 * becomes a step over one native memory, with its weights packed once; what has no kernel is evaluated plainly. Steps run twice
 * alike, on vectors and on the kernels' scalar twins, to the last bit.
 */
package dev.creance.policies.plan;
