package dev.creance.runtime.loop;

import dev.creance.runtime.Clock;
import dev.creance.runtime.Device;
import dev.creance.runtime.flight.FlightRing;

/**
 * What a control loop is put together from.
 *
 * <pre>{@code
 * LoopParts parts = new LoopParts(clock, device, pipeline, proposer, ring, latencies, stop);
 * }</pre>
 *
 * @param device opened already
 * @param proposer started already
 * @param latencies the same that the proposer records into
 */
public record LoopParts(
        Clock clock,
        Device device,
        TickPipeline pipeline,
        Proposer proposer,
        FlightRing ring,
        Latencies latencies,
        StopSwitch stop) {}
