package dev.creance.bench.shield;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;

/**
 * Episodes of a barrier set against one guard until so many steps are done, spread over threads. Which episodes there are depends on the
 * seed and the number of steps alone.
 */
final class Attack {
    /** Whether enough has been done is asked after so many episodes. */
    private static final int BLOCK = 16;

    /** Starts that a guard does not take are drawn anew, so often. */
    private static final int MOST_DRAWS = 1000;

    private static final long EPISODE_MIX = 0x9E3779B97F4A7C15L;

    private final BarrierSet set;
    private final String guard;
    private final long seed;
    private final int threads;

    Attack(BarrierSet set, String guard, long seed, int threads) {
        this.set = set;
        this.guard = guard;
        this.seed = seed;
        this.threads = threads;
    }

    /** @param progress hears of the steps done so far, now and then */
    Tally run(long steps, LongConsumer progress) throws InterruptedException {
        Tally all = new Tally(set.nearness().limits().size());
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            for (long first = 0; all.steps < steps; first += BLOCK) {
                List<Future<Tally>> block = new ArrayList<>();
                for (long episode = first; episode < first + BLOCK; episode++) {
                    long number = episode;
                    block.add(workers.submit(() -> episode(number)));
                }
                for (Future<Tally> each : block) {
                    all.add(each.get());
                }
                progress.accept(all.steps);
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException("an episode of " + set.name() + " against " + guard, failed.getCause());
        }
        return all;
    }

    private Tally episode(long number) {
        Nearness nearness = set.nearness();
        Tally tally = new Tally(nearness.limits().size());
        SplittableRandom random = new SplittableRandom(seed ^ number * EPISODE_MIX);
        for (int draw = 0; draw < MOST_DRAWS; draw++) {
            Encounter encounter = new Encounter(set.cast(guard, random.split()));
            if (encounter.begin()) {
                encounter.run(set.ticks(), nearness, tally);
                return tally;
            }
        }
        throw new IllegalStateException(guard + " takes none of " + MOST_DRAWS + " starts");
    }
}
