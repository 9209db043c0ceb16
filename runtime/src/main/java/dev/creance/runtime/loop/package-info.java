/**
 * The control loop: settings, the deterministic pipeline of a tick, where the policy runs, and the way past a hung tick.
 *
 * <p>Threads of a run in real time, most urgent first; in lockstep only those marked * exist.
 *
 * <table>
 * <caption>thread, class, priority where {@code loop.priority} is P</caption>
 * <tr><td>creance-stop</td><td>{@link dev.creance.runtime.loop.StopPath}</td><td>P + 1, any processor</td></tr>
 * <tr><td>the caller of run *</td><td>{@link dev.creance.runtime.loop.ControlLoop}</td><td>P, {@code loop.cpu}</td></tr>
 * <tr><td>creance-policy *</td><td>{@link dev.creance.runtime.loop.ThreadProposer}</td><td>below P</td></tr>
 * <tr><td>creance-recorder *</td><td>{@link dev.creance.runtime.flight.FlightRecorder}</td><td>normal</td></tr>
 * <tr><td>creance-watch</td><td>{@link dev.creance.runtime.lateness.LateTickWatch}</td><td>normal</td></tr>
 * <tr><td>creance-counters</td><td>the writer of the counter file, see docs/counters.md</td><td>normal</td></tr>
 * </table>
 */
package dev.creance.runtime.loop;
