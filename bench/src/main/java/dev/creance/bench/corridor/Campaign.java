package dev.creance.bench.corridor;

import dev.creance.bench.WorkFolder;
import dev.creance.policies.Engine;
import dev.creance.policies.ManifestPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Many episodes, in blocks of which each has a policy and a seed for its draws: whoever flies, and on however many threads, episode
 * n begins alike and sees the same noise, and its draws are made of the same random numbers.
 *
 * @param seed of the first episode
 */
record Campaign(int episodes, long seed, int threads) {
    private static final int BLOCK = 25;

    List<Outcome> fly(Actor actor) throws IOException, InterruptedException {
        List<Future<List<Outcome>>> blocks = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            for (int first = 0; first < episodes; first += BLOCK) {
                int from = first;
                blocks.add(workers.submit(() -> block(actor, from, Math.min(from + BLOCK, episodes))));
            }
            List<Outcome> all = new ArrayList<>();
            for (Future<List<Outcome>> block : blocks) {
                all.addAll(block.get());
            }
            return all;
        } catch (ExecutionException e) {
            throw new IOException(actor.title + ": " + e.getCause().getMessage(), e);
        }
    }

    private List<Outcome> block(Actor actor, int from, int to) throws IOException {
        try (WorkFolder folder = WorkFolder.create();
                ManifestPolicy policy = actor.load(folder.path(), from, Engine.NATIVE, Flight.environment())) {
            Flight flight = new Flight(actor, policy);
            List<Outcome> outcomes = new ArrayList<>();
            for (int episode = from; episode < to; episode++) {
                outcomes.add(flight.fly(seed + episode, (observation, action) -> {}));
            }
            return outcomes;
        }
    }
}
