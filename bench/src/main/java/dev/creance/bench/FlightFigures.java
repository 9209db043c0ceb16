package dev.creance.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * What came of one flight.
 *
 * @param armedAfterS from the command to the policy's taking over
 * @param overruns ticks that ended after the next one's start, as the program itself counts
 * @param skipped ticks that were left out for that
 * @param lateByJvm overruns that coincide with a pause of the collector or another safepoint, as the program itself judges
 * @param bytesPerTick what the tick's thread allocated
 * @param stops times for which the JVM stopped all threads
 * @param cpuShare processor time of the whole process over elapsed time; above 1 with several processors
 * @param peakMib most memory that the process had at a time
 * @param neighbourMbPerS what the neighbour did allocate; 0 without one
 * @param outcome how the program itself says it ended
 * @param warnings of the program
 */
record FlightFigures(
        FlightTicks ticks,
        double armedAfterS,
        long overruns,
        long skipped,
        long lateByJvm,
        double bytesPerTick,
        Sample stops,
        double cpuShare,
        double peakMib,
        double neighbourMbPerS,
        String outcome,
        List<String> warnings) {
    /** How much worse the beginning's tick time is than the rest's. */
    double tickBeginningByRest(double percent) {
        return ticks.beginning().tickUs(percent) / ticks.rest().tickUs(percent);
    }

    double wakeUpBeginningByRest(double percent) {
        return ticks.beginning().wakeUpUs(percent) / ticks.rest().wakeUpUs(percent);
    }

    /** Share of the flight in which all threads stood still. */
    double stoppedShare() {
        double stoppedNs = 0;
        for (long ns : stops.ns()) {
            stoppedNs += ns;
        }
        return stoppedNs / Math.max(1, ticks.toNs() - ticks.fromNs());
    }

    /** The same with one more warning. */
    FlightFigures warned(String warning) {
        List<String> all = new ArrayList<>(warnings);
        all.add(warning);
        return new FlightFigures(
                ticks,
                armedAfterS,
                overruns,
                skipped,
                lateByJvm,
                bytesPerTick,
                stops,
                cpuShare,
                peakMib,
                neighbourMbPerS,
                outcome,
                all);
    }
}
