package dev.creance.runtime.loop;

import dev.creance.runtime.Clock;
import dev.creance.runtime.Device;
import dev.creance.runtime.flight.FlightRing;

/**
 * What a control loop is put together from.
 *
 * <pre>{@code
 * LoopParts parts = new LoopParts(clock, device, pipeline, succession, ring, latencies, stop);
 * }</pre>
 *
 * @param device opened already
 * @param succession with the policy in charge, started already
 * @param latencies the same that the policy's inferences are recorded into
 */
public record LoopParts(
        Clock clock,
        Device device,
        TickPipeline pipeline,
        Succession succession,
        FlightRing ring,
        Latencies latencies,
        StopSwitch stop,
        SetpointSwitch setpoints) {

    /** In which nobody changes a set point. */
    public LoopParts(
            Clock clock,
            Device device,
            TickPipeline pipeline,
            Succession succession,
            FlightRing ring,
            Latencies latencies,
            StopSwitch stop) {
        this(clock, device, pipeline, succession, ring, latencies, stop, new SetpointSwitch());
    }

    /** With one policy from start to end. */
    public LoopParts(
            Clock clock,
            Device device,
            TickPipeline pipeline,
            Proposer proposer,
            FlightRing ring,
            Latencies latencies,
            StopSwitch stop) {
        this(clock, device, pipeline, new Succession(proposer, pipeline), ring, latencies, stop);
    }
}
