/** Recorded motions: files of other projects' making, read into frames that a policy is shown one after the other. */
package dev.creance.policies.motion;
