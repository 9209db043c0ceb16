package dev.creance.app;

import dev.creance.record.LogReader;
import dev.creance.runtime.Handover;
import dev.creance.runtime.TickRecord;
import java.io.IOException;
import java.nio.file.Path;

/** How much a command changes from one tick to the next. */
final class CommandSteps {
    private static final int TICKS_AFTER = 500;

    private CommandSteps() {}

    /** The greatest step of any channel, from where a policy joined until it was in charge, or refused, for half a second. */
    static double greatest(Path file) throws IOException {
        double greatest = 0;
        try (LogReader log = LogReader.open(file)) {
            TickRecord record = log.schema().newRecord();
            double[] before = null;
            long overTick = Long.MIN_VALUE;
            while (log.next(record)) {
                double[] command = record.out.decision.command;
                boolean ends = record.out.handover.isOver();
                overTick = ends ? record.in.tick : overTick;
                boolean near = record.out.handover != Handover.NONE
                        || (overTick != Long.MIN_VALUE && record.in.tick - overTick < TICKS_AFTER);
                for (int i = 0; near && before != null && i < command.length; i++) {
                    greatest = Math.max(greatest, Math.abs(command[i] - before[i]));
                }
                before = command.clone();
            }
        }
        return greatest;
    }
}
