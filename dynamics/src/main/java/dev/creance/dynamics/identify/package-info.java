/**
 * Parameters of a machine from a recording of it: output-error fits with noise models, bounds from what is left when a part of
 * the recording is, and bounds on what the model does not explain. Pure: arrays in, findings out; of no machine in particular.
 */
package dev.creance.dynamics.identify;
