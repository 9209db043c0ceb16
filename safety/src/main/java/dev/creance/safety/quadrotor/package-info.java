/**
 * The shield of a quadrotor: those stages of {@link dev.creance.safety.ShieldPipeline} that know the vehicle, with its certified
 * backup controller and the certificate that flies it ahead. {@link dev.creance.safety.quadrotor.QuadrotorShieldSettings} is the way
 * in.
 */
package dev.creance.safety.quadrotor;
