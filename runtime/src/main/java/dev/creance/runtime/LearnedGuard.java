package dev.creance.runtime;

import java.util.Optional;

/**
 * Something learned that the shield asks about states and commands, as it was loaded: what it is fed, and what computes its
 * answer. The greater the answer, the worse.
 *
 * <pre>{@code
 * LearnedGuard critic = Guards.open("zoo/drive-critic", folder, Engine.AUTO, environment);
 * }</pre>
 *
 * @param name by which people know it
 * @param sha256 of the file that it was learned into
 * @param engine name and version of what computes a network; empty where there is none
 * @param portable whether the same values give the same bits on every processor
 * @param network empty where a table is all there is; its inputs are the observation and, where there is one, the command; its
 *     one output holds one answer or one of each head
 * @param table rows of numbers, whose meaning is its form's; empty where there is a network
 */
public record LearnedGuard(
        String name,
        String sha256,
        String engine,
        boolean portable,
        Form form,
        Features features,
        Optional<Network> network,
        double[][] table)
        implements AutoCloseable {
    /** What its answer is computed from. */
    public enum Form {
        /** The probability that a limit is broken, one of each head, by a network. */
        CRITIC,
        /** How far a state lies outside the set from which the limits can be kept, by a network. */
        VALUE,
        /** How unlike the training data state and command are, by a network. */
        DENSITY,
        /** The same by a polynomial, at most 0 inside: a row for each monomial, its coefficient and an exponent for each value. */
        POLYNOMIAL,
        /** The same by the distance from a mean, which is the first row; the others are the inverse of the covariance. */
        MAHALANOBIS,
        /** Rows as they were in operation that nobody disturbed. */
        SAMPLES
    }

    @Override
    public void close() {
        network.ifPresent(Network::close);
    }
}
