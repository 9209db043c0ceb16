/**
 * The shield of a motor drive whose commands are voltages in its rotor's frame: current, speed, supply voltage and temperatures stay
 * within their limits, and a stop is always at hand. Functions that are modelled on IEC 61800-5-2 (SS1, SLS, SDI) are like them and no
 * more: a JVM is not safety-rated. {@link dev.creance.safety.drive.DriveShieldSettings} is the way in.
 */
package dev.creance.safety.drive;
