package dev.creance.bench.guards;

import dev.creance.bench.EpisodeThreads;
import java.util.List;

/**
 * The same episodes with each threat: episode by episode they begin alike and, but for the threat, are disturbed alike.
 *
 * @param seed of the first episode
 */
record Campaign(Family family, long seed, int threads) {
    private static final long EPISODE_MIX = 0x9E3779B97F4A7C15L;

    List<Outcome> run(Threat threat, int episodes) throws InterruptedException {
        return EpisodeThreads.play(episodes, Math.min(threads, episodes), () -> {
            Family.Stage stage = family.stage();
            return episode -> new Episode(family, stage.scene(episodeSeed(episode), threat)).play();
        });
    }

    long episodeSeed(int episode) {
        return (seed + episode) * EPISODE_MIX;
    }
}
