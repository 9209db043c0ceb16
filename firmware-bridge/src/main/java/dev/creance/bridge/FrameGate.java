package dev.creance.bridge;

/** Decides which received frames get through: a simulator's place to cut the link. */
@FunctionalInterface
public interface FrameGate {
    /** Whether a frame of this type is taken in. */
    boolean admits(MessageType type);
}
