package dev.creance.safety;

/** The stages of a tick, in order. Shaping is the policy's own, and in an arm part of the projection. */
public enum Stage {
    CLOCK,
    SENSE,
    RULES,
    BACKUP,
    PROPOSE,
    LEARNED,
    PREDICT,
    LATCH,
    FAILSAFE,
    PROJECT,
    CLAMP;

    /** Is told of every stage before it runs; what it throws counts as thrown by the stage. */
    @FunctionalInterface
    public interface Probe {
        void at(Stage stage);
    }
}
