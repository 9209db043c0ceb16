/** Classical controllers where a policy would be: what is the same for all machines. */
package dev.creance.dynamics.control;
