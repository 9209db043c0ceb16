/**
 * One direction of motion between two limits, by what its actuator can do: which inputs still let it stop in time. Closed forms and exact
 * roll-outs for the axes of a barrier set; set points of a joint, which need no model, are {@code safety.arm.SetPointAxis}'s.
 */
package dev.creance.safety.axis;
