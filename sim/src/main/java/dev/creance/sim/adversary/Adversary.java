package dev.creance.sim.adversary;

/**
 * A policy that wants its machine out of its envelope, each in its own way. It sees the truth, which no policy does. Deterministic in
 * what it was made with; not thread-safe.
 *
 * <pre>{@code
 * Adversary adversary = new DriveAdversary(DriveAdversary.Kind.OUTWARDS, new SplittableRandom(7), limits);
 * machine.state(state);
 * adversary.propose(tick, state, decision.command, out.proposal);
 * }</pre>
 */
@FunctionalInterface
public interface Adversary {
    /**
     * Proposes.
     *
     * @param state of {@link dev.creance.sim.SimulatedMachine#state}
     * @param command what was executed last
     */
    void propose(long tick, double[] state, double[] command, double[] out);
}
