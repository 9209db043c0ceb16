/** How a run goes, in a small mapped file that any process can read while it goes on: see docs/counters.md. */
package dev.creance.runtime.counters;
