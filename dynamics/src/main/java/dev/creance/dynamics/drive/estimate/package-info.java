/** What an electric drive does that no sensor of its says. */
package dev.creance.dynamics.drive.estimate;
