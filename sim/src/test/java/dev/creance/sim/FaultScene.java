package dev.creance.sim;

import dev.creance.runtime.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** Tests of what faults show in the frames. They run in lockstep; a class that inherits them may have them run in real time. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class FaultScene {
    private final List<MachineRun> runs = new ArrayList<>();

    MachineRun run(SimulationSetup setup, TestHost.Pilot pilot) {
        return new LockstepRun(setup, pilot);
    }

    @AfterEach
    void close() {
        runs.forEach(MachineRun::close);
    }

    MachineRun with(FaultRun machine, String faults) {
        MachineRun run = run(machine.setup(faults, 1), machine.pilot());
        runs.add(run);
        return run;
    }

    /** Two runs that were alike until now, the second one with a fault. */
    record Pair(MachineRun clean, MachineRun faulty) {
        double difference(String channel) {
            return faulty.measured(channel) - clean.measured(channel);
        }
    }

    /** At the first frame in which a value or a validity differs. */
    Pair parted(FaultRun machine, String fault) {
        Pair pair = new Pair(with(machine, "[]"), with(machine, "[" + fault + "]"));
        for (int tick = 0; tick < 5000; tick++) {
            pair.clean.tick();
            pair.faulty.tick();
            Frame one = pair.clean.host.sensors;
            Frame other = pair.faulty.host.sensors;
            if (!Arrays.equals(one.values, other.values) || one.validBits != other.validBits) {
                return pair;
            }
        }
        throw new AssertionError(fault + " shows in no frame");
    }

    /** After so long. */
    Pair after(FaultRun machine, String fault, long ns) {
        return new Pair(
                with(machine, "[]").run(ns), with(machine, "[" + fault + "]").run(ns));
    }
}
