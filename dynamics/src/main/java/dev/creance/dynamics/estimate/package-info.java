/** Estimators of single quantities that fit any machine. */
package dev.creance.dynamics.estimate;
