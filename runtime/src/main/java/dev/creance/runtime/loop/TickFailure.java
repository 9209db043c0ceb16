package dev.creance.runtime.loop;

/**
 * The first time something threw inside a tick. The tick went on, fail closed; this is kept to be reported once.
 *
 * <pre>{@code
 * result.failures().forEach(failure -> report(failure.toString(), failure.thrown()));
 * }</pre>
 *
 * @param tick in which it threw; −1 where it belongs to none
 * @param stage what was called, for example {@code shield.decide}
 */
public record TickFailure(long tick, String stage, Throwable thrown) {
    @Override
    public String toString() {
        return stage + " threw at tick " + tick + ": " + thrown;
    }
}
