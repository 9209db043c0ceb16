package dev.creance.app;

import dev.creance.dynamics.identify.Recording;
import dev.creance.record.LogReader;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.TickRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A log as identification takes it: each frame once, at the host's time of its sample, and each executed command at the time of its
 * tick. Frames count where all their channels are valid and the device acts on the host's commands.
 */
final class LoggedRecording {
    /** What fits the heap of the launcher with room to compute. */
    private static final int MOST_SAMPLES = 300_000;

    private final List<Double> sampleTimeS = new ArrayList<>();
    private final List<double[]> sensors = new ArrayList<>();
    private final List<Boolean> usable = new ArrayList<>();
    private final List<Double> commandTimeS = new ArrayList<>();
    private final List<double[]> commands = new ArrayList<>();

    private LoggedRecording() {}

    /**
     * Reads a part of a log.
     *
     * @param fromS since its first tick
     * @param toS likewise
     */
    static Recording read(LogReader log, double fromS, double toS) throws IOException, UsageError {
        LoggedRecording recording = new LoggedRecording();
        TickRecord record = log.schema().newRecord();
        long startNs = Long.MIN_VALUE;
        while (log.next(record)) {
            startNs = startNs == Long.MIN_VALUE ? record.in.nowNs : startNs;
            double sinceS = (record.in.nowNs - startNs) * 1e-9;
            if (sinceS >= fromS && sinceS <= toS) {
                recording.take(record, startNs);
            }
        }
        if (recording.sampleTimeS.isEmpty()) {
            throw new UsageError("there is no sensor frame from " + fromS + " s to " + toS
                    + " s of the log; choose another part with --from and --to");
        }
        return recording.whole();
    }

    private void take(TickRecord record, long startNs) throws UsageError {
        boolean acts = record.in.device.state == DeviceState.ARMED;
        if (record.in.sensorFresh) {
            double atS = (record.in.sensors.sampleNs + record.in.device.clockOffsetNs - startNs) * 1e-9;
            // a clock that is synchronised anew may step back
            if (sampleTimeS.isEmpty() || atS > sampleTimeS.getLast()) {
                sampleTimeS.add(atS);
                sensors.add(record.in.sensors.values.clone());
                usable.add(acts && record.in.sensors.validBits == record.in.sensors.allValid());
            }
        }
        commandTimeS.add((record.in.nowNs - startNs) * 1e-9);
        commands.add(acts ? record.out.decision.command.clone() : new double[record.out.decision.command.length]);
        if (sampleTimeS.size() > MOST_SAMPLES) {
            throw new UsageError("the log holds more than " + MOST_SAMPLES
                    + " sensor frames; choose a part of it with --from and --to");
        }
    }

    private Recording whole() {
        boolean[] free = new boolean[usable.size()];
        for (int k = 0; k < free.length; k++) {
            free[k] = usable.get(k);
        }
        return new Recording(
                sampleTimeS.stream().mapToDouble(each -> each).toArray(),
                sensors.toArray(double[][]::new),
                free,
                commandTimeS.stream().mapToDouble(each -> each).toArray(),
                commands.toArray(double[][]::new));
    }
}
