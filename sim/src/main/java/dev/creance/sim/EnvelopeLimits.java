package dev.creance.sim;

/**
 * The envelope as section {@code shield.limits} writes it, as far as the state of a machine can violate it. One implementation per
 * class of machine, which its own judge alone reads; {@link PlantConfig#limits} binds it.
 */
public interface EnvelopeLimits {}
