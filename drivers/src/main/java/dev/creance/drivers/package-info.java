/** Links (serial, pseudo-terminal, UDP, TCP, in process) and the devices that speak over them. */
package dev.creance.drivers;
