package dev.creance.sim;

import java.util.Map;

/** What truly happened to a simulated machine, by its plant at every sub-step. One implementation per class of machine. */
public interface TruthSummary {
    /** How many sub-steps were judged. */
    long subSteps();

    /** Sub-steps outside the envelope. */
    long envelopeViolations();

    /** How often each kind was seen, by the limit's name; all kinds there are, in a fixed order. */
    Map<String, Long> violationsByKind();

    /** What else is to be told of it, by keys of the summary with their SI units; NaN for what did not occur. */
    Map<String, Double> figures();
}
