package dev.creance.dynamics.identify;

import java.util.List;

/** A machine's equations with parameters to be found: what was measured less what the equations say of it. */
public interface ResponseModel {
    /**
     * A number to be found.
     *
     * @param name with its unit, as results call it
     * @param start from where it is searched
     * @param step that changes the response a little: of numeric derivatives
     * @param least where the equations still have a meaning
     * @param greatest likewise
     */
    record Parameter(String name, double start, double step, double least, double greatest) {}

    /**
     * Something measured that the equations speak of.
     *
     * @param name as results call it
     * @param integrated whether the equations' errors add up in it over time; then it is known but for a constant in each segment
     */
    record Signal(String name, boolean integrated) {}

    List<Parameter> parameters();

    List<Signal> signals();

    /** What the residuals are made of; equations that integrate begin anew in each. */
    List<Segment> segments();

    /**
     * Measured less computed.
     *
     * @param theta in the order of {@link #parameters()}
     * @param residualOut per signal, per sample; outside the segments anything
     */
    void residuals(double[] theta, double[][] residualOut);
}
