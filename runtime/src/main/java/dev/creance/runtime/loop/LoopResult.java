package dev.creance.runtime.loop;

import dev.creance.runtime.TickRecord;
import java.util.List;

/**
 * How a run of the loop went; all else is in its records.
 *
 * <pre>{@code
 * LoopResult result = loop.run();
 * double bytesPerTick = (double) result.allocatedBytes() / result.measuredTicks();
 * }</pre>
 *
 * @param ticks that were run
 * @param cpuNs processor time that the tick's thread used, waiting included where it spins
 * @param overruns ticks that ended after the next one's scheduled start
 * @param skippedTicks that were not run because their time had passed
 * @param longestOverrunRow most ticks in a row that ended late
 * @param droppedRecords that found the ring full
 * @param allocatedBytes on the tick thread after its warm-up, without inferences
 * @param measuredTicks in which these were allocated
 * @param policyAllocatedBytes by inferences in the same time, on whichever thread
 * @param failures what threw, oldest first; each was answered by failing closed
 * @param last tick as it was, whether the ring had room for it or not
 */
public record LoopResult(
        RunEnd end,
        long ticks,
        long durationNs,
        long cpuNs,
        long overruns,
        long skippedTicks,
        int longestOverrunRow,
        long droppedRecords,
        long allocatedBytes,
        long measuredTicks,
        long policyAllocatedBytes,
        long measuredInferences,
        List<TickFailure> failures,
        TickRecord last) {}
