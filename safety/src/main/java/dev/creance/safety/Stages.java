package dev.creance.safety;

/** The stages whose findings the failsafe machine reads. */
record Stages(ClockGuard clock, SenseGuard senses, StateEstimator estimator, GroundWatch ground) {}
