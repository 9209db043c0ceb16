/**
 * Networks as they stand in a file, and their plain evaluation: ONNX file → {@link OnnxModel} → {@link Plan}, a list of
 * operations on float32 values with every size, address and constant settled, which evaluate themselves one after the other.
 */
package dev.creance.policies.graph;
