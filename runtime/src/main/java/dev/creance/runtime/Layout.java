package dev.creance.runtime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * An ordered list of channels: the meaning of the numbers in a {@link Frame}. Immutable, safe between threads.
 *
 * <pre>{@code
 * Layout motors = new Layout(List.of(new Channel("motor.0", "1", 0, 1), new Channel("motor.1", "1", 0, 1)));
 * int first = motors.indexOf("motor.0");
 * }</pre>
 */
public final class Layout {
    /** Enough for a humanoid's joints; see {@link Frame#validBits} for how so many share 64 validity bits. */
    public static final int MAX_CHANNELS = 256;

    private final List<Channel> channels;
    private final Map<String, Integer> indexByName = new HashMap<>();

    public Layout(List<Channel> channels) {
        if (channels.size() > MAX_CHANNELS) {
            throw new IllegalArgumentException("channels=" + channels.size() + " > MAX_CHANNELS=" + MAX_CHANNELS);
        }
        this.channels = List.copyOf(channels);
        for (int i = 0; i < channels.size(); i++) {
            if (indexByName.put(channels.get(i).name(), i) != null) {
                throw new IllegalArgumentException("channel '" + channels.get(i).name() + "' stands twice");
            }
        }
    }

    public List<Channel> channels() {
        return channels;
    }

    public int size() {
        return channels.size();
    }

    /** Whether a channel of this name exists. */
    public boolean has(String name) {
        return indexByName.containsKey(name);
    }

    /**
     * Index of the channel with this name.
     *
     * @throws IllegalArgumentException that lists the channels there are
     */
    public int indexOf(String name) {
        Integer index = indexByName.get(name);
        if (index == null) {
            throw new IllegalArgumentException("no channel '" + name + "'; there are " + indexByName.keySet());
        }
        return index;
    }

    /** Indices of {@code prefix + suffix} for each suffix, in that order; for the cold path. */
    public int[] indicesOf(String prefix, String... suffixes) {
        int[] indices = new int[suffixes.length];
        for (int i = 0; i < suffixes.length; i++) {
            indices[i] = indexOf(prefix + suffixes[i]);
        }
        return indices;
    }

    /** Indices of all channels whose names begin so, in their order; for the cold path. */
    public int[] indicesBelow(String prefix) {
        return IntStream.range(0, channels.size())
                .filter(i -> channels.get(i).name().startsWith(prefix))
                .toArray();
    }

    /** This layout followed by another. */
    public Layout and(Layout other) {
        List<Channel> all = new ArrayList<>(channels);
        all.addAll(other.channels);
        return new Layout(all);
    }

    /** FNV-1a, 64 bits, over the UTF-8 text {@code name|unit\n} of every channel in order. */
    public long hash() {
        long hash = 0xcbf29ce484222325L;
        for (Channel channel : channels) {
            for (byte b : (channel.name() + "|" + channel.unit() + "\n").getBytes(StandardCharsets.UTF_8)) {
                hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
            }
        }
        return hash;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Layout layout && channels.equals(layout.channels);
    }

    @Override
    public int hashCode() {
        return channels.hashCode();
    }

    @Override
    public String toString() {
        return channels.toString();
    }
}
