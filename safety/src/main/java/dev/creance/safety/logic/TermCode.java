package dev.creance.safety.logic;

import dev.creance.runtime.HotPath;

/** A {@link Term} as arrays. */
final class TermCode {
    private final double constant;
    private final int[] channels;
    private final double[] weights;
    private final TermCode[] absolutes;
    private final double[] absoluteWeights;

    TermCode(Term term) {
        constant = term.constant();
        Term.Reading[] readings =
                term.parts().stream().filter(Term.Reading.class::isInstance).toArray(Term.Reading[]::new);
        Term.Absolute[] inside =
                term.parts().stream().filter(Term.Absolute.class::isInstance).toArray(Term.Absolute[]::new);
        channels = new int[readings.length];
        weights = new double[readings.length];
        for (int i = 0; i < readings.length; i++) {
            channels[i] = readings[i].channel();
            weights[i] = readings[i].weight();
        }
        absolutes = new TermCode[inside.length];
        absoluteWeights = new double[inside.length];
        for (int i = 0; i < inside.length; i++) {
            absolutes[i] = new TermCode(inside[i].of());
            absoluteWeights[i] = inside[i].weight();
        }
    }

    /** Not finite where any channel in it is not: sums and products of such values never come out finite. */
    @HotPath
    double at(double[] sample) {
        double sum = constant;
        for (int i = 0; i < channels.length; i++) {
            sum += weights[i] * sample[channels[i]];
        }
        for (int i = 0; i < absolutes.length; i++) {
            sum += absoluteWeights[i] * Math.abs(absolutes[i].at(sample));
        }
        return sum;
    }
}
