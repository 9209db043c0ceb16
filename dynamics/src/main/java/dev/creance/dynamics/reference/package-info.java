/** Courses over time that references of several machines are made of: steps, ramps, smooth ways, random steps. */
package dev.creance.dynamics.reference;
