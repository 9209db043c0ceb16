package dev.creance.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A number that is taken of each flight.
 *
 * @param heading of its column
 * @param key for machines
 */
record Figure(String heading, String key, String unit, ToDoubleFunction<FlightFigures> of) {
    /** Median and quartiles over flights. */
    Quartiles over(List<FlightFigures> flights) {
        return Quartiles.of(flights.stream().mapToDouble(of).toArray());
    }

    /** Median and quartiles of one flight's number by that of its neighbour in time. */
    Quartiles ratio(List<FlightFigures> ours, List<FlightFigures> peers) {
        double[] ratios = new double[ours.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = of.applyAsDouble(ours.get(i)) / of.applyAsDouble(peers.get(i));
        }
        return Quartiles.of(ratios);
    }
}
