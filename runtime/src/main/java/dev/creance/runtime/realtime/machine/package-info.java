/** Whether this machine and this JVM are fit for deadlines: what is looked at before anything moves. */
package dev.creance.runtime.realtime.machine;
