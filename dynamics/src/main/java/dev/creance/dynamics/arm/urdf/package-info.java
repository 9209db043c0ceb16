/** Reads arms from URDF, the robot description of ROS, and holds those that ship with the project. */
package dev.creance.dynamics.arm.urdf;
