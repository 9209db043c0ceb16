package dev.creance.record;

import dev.creance.runtime.Sink;
import dev.creance.runtime.TickRecord;
import java.util.ArrayList;
import java.util.List;

/** Which set points people changed in a flight. Read the results after the recorder was closed. */
public final class SetpointChanges implements Sink {
    private final SetpointChangeFinder finder = new SetpointChangeFinder();
    private final List<SetpointChange> changes = new ArrayList<>();

    @Override
    public void accept(TickRecord tick) {
        changes.addAll(finder.find(tick));
    }

    @Override
    public void close() {}

    /** Oldest first. */
    public List<SetpointChange> results() {
        return List.copyOf(changes);
    }
}
