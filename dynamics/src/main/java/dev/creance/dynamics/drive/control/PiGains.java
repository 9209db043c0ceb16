package dev.creance.dynamics.drive.control;

/**
 * Gains of a proportional-integral controller.
 *
 * @param proportional command per error
 * @param integralPerS command per error and second
 */
public record PiGains(double proportional, double integralPerS) {}
