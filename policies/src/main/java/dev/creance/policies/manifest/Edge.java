package dev.creance.policies.manifest;

/** A tensor that goes from one model to another within a call. */
public record Edge(TensorReference from, TensorReference to) {}
