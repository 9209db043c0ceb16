/**
 * Learned stages of the shield: what was trained, or calibrated, says whether a policy may go on. They see what the policy sees and
 * what it proposes; they take the command from it or leave it, and change no limit.
 */
package dev.creance.safety.guards;
