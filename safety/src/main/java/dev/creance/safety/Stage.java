package dev.creance.safety;

/** The stages of a tick, in order. Shaping and learned guards belong between PROPOSE and PREDICT. */
public enum Stage {
    CLOCK,
    SENSE,
    RULES,
    BACKUP,
    PROPOSE,
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
