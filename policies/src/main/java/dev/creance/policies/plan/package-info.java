/**
 * The native engine: a {@link dev.creance.policies.graph.Plan} linked to {@link dev.creance.policies.kernels}. Each operation
 * becomes a step over one native memory, with its weights packed once; what has no kernel is evaluated plainly. Steps run twice
 * alike, on vectors and on the kernels' scalar twins, to the last bit.
 *
 * <p>The graph is linked as it was exported, not as ONNX Runtime's basic optimisation would write it: over the 41 reference policies
 * and 13 benchmark networks that led to the same steps and the same bits, and no graph could be planned that could not before.
 * Planning folds constants and leaves out what only moves values; linking joins products and biases.
 */
package dev.creance.policies.plan;
