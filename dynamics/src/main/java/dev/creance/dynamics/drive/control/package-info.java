/**
 * Baseline controllers of electric drives, which run where a policy would: cascaded PI control of direct-current machines and
 * field-oriented control of three-phase ones, tuned by the symmetrical optimum.
 */
package dev.creance.dynamics.drive.control;
