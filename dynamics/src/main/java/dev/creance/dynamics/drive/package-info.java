/**
 * The equations of an electric drive in the order in which a command passes through it: {@link
 * dev.creance.dynamics.drive.Converter}, {@link dev.creance.dynamics.drive.Machine}, {@link dev.creance.dynamics.drive.Load}.
 *
 * <p>Motor convention, SI units, amplitude-invariant three-phase transforms. The formulas are those of gym-electric-motor 3.0.2
 * (Balakrishna et al., JOSS 6(58) 2498, 2021), whose trajectories they are held against; where that package takes a liberty,
 * {@link dev.creance.dynamics.drive.Fidelity} chooses.
 */
package dev.creance.dynamics.drive;
