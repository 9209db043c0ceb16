/**
 * Bridge v1, the wire protocol between the runtime and a microcontroller: the codec of both ends and their state machines.
 * {@code PROTOCOL.md} beside this module is the reference; everything here follows it.
 */
package dev.creance.bridge;
