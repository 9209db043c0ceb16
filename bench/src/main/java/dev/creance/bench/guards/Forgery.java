package dev.creance.bench.guards;

import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Simple lies about a signal. */
final class Forgery {
    private Forgery() {}

    /** Along a direction drawn at random; noise in all of them, and anew in each tick. */
    static Effect of(Threat threat, Layout sensors, SplittableRandom random) {
        int[] channels = channels(threat.signal(), sensors);
        double[] way = way(channels.length, random);
        double size = threat.size();
        return Effect.later(
                switch (threat.kind()) {
                    case BIAS -> (sinceS, frame, loop) -> add(frame.values, channels, way, size);
                    case DRIFT -> (sinceS, frame, loop) -> add(frame.values, channels, way, size * sinceS);
                    case NOISE ->
                        (sinceS, frame, loop) -> {
                            for (int channel : channels) {
                                frame.values[channel] += size * random.nextGaussian();
                            }
                        };
                    default -> throw new IllegalArgumentException(threat.words() + " forges no signal");
                });
    }

    static void add(double[] values, int[] channels, double[] way, double size) {
        for (int i = 0; i < channels.length; i++) {
            values[channels[i]] += size * way[i];
        }
    }

    /** The channel of this name, or those below it. */
    static int[] channels(String signal, Layout sensors) {
        List<Channel> channels = sensors.channels();
        return IntStream.range(0, channels.size())
                .filter(i -> (channels.get(i).name() + ".").startsWith(signal + "."))
                .toArray();
    }

    /** Of length 1. */
    static double[] way(int axes, SplittableRandom random) {
        double[] way = new double[axes];
        double square = 0;
        for (int i = 0; i < axes; i++) {
            way[i] = random.nextGaussian();
            square += way[i] * way[i];
        }
        for (int i = 0; i < axes; i++) {
            way[i] /= Math.sqrt(square);
        }
        return way;
    }
}
