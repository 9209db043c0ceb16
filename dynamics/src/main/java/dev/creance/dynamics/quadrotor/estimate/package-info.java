/**
 * Where a quadrotor is and how it moves, from gyro, accelerometer and fixes that come late: an error-state Kalman filter after
 * J. Solà, "Quaternion kinematics for the error-state Kalman filter", arXiv 1711.02508, 2017; equation numbers are that paper's.
 *
 * <p>{@link dev.creance.dynamics.quadrotor.estimate.InertialFilter} is the way in. It knows nothing of a simulator: it takes
 * samples with their times from wherever they come.
 */
package dev.creance.dynamics.quadrotor.estimate;
