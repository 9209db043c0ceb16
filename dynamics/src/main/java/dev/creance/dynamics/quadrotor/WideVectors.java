package dev.creance.dynamics.quadrotor;

/**
 * Whether {@link VectorStep} runs here: where the module {@code jdk.incubator.vector} is there, the processor has vectors of four
 * doubles, and {@code -Dcreance.vectors=off} does not say otherwise.
 */
final class WideVectors {
    static final boolean PRESENT = !"off".equals(System.getProperty("creance.vectors"))
            && ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
            && VectorStep.supported();

    private WideVectors() {}
}
