package dev.creance.safety;

import dev.creance.runtime.TickInputs;
import dev.creance.runtime.property.Choices;

/** Sensors that fail again and again, each time for no longer than the shield goes on believing in its last good frame. */
public final class SensorFault {
    /** How they fail: visibly, all of them. */
    private enum Kind {
        SILENT,
        NOT_A_NUMBER,
        FLAGGED,
        OUT_OF_RANGE,
        OLD
    }

    private final Kind kind;
    private final int everyTicks;
    private final int forTicks;

    /**
     * @param least ticks from one failure to the next, at least, beside its own length
     * @param most of them
     * @param longest ticks of a failure
     */
    public SensorFault(Choices choices, int least, int most, int longest) {
        kind = choices.oneOf(Kind.values());
        forTicks = choices.integer(1, longest);
        everyTicks = forTicks + choices.integer(least, most);
    }

    public void meddle(TickInputs in) {
        if (in.tick % everyTicks >= forTicks) {
            return;
        }
        switch (kind) {
            case SILENT -> in.sensorFresh = false;
            case NOT_A_NUMBER -> in.sensors.values[0] = Double.NaN;
            case FLAGGED -> in.sensors.validBits &= ~1L;
            case OUT_OF_RANGE -> in.sensors.values[0] = 1e6;
            case OLD -> in.sensors.sampleNs -= 100_000_000;
        }
    }

    @Override
    public String toString() {
        return kind + " for " + forTicks + " of " + everyTicks + " ticks";
    }
}
