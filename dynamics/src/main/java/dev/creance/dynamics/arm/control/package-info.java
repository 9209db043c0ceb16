/**
 * Controllers of arms: what a policy is measured against, and what runs in its place. All of them ask for joint efforts, let
 * NaN through for the shield to see, and allocate nothing after construction.
 */
package dev.creance.dynamics.arm.control;
