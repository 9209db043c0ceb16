package dev.creance.policies.manifest;

import dev.creance.runtime.config.ConfigNode;
import java.util.ArrayList;
import java.util.List;

/** Which steps of a diffusion's training are taken back: all, a list, or some at equal distances. */
final class StepsBack {
    private StepsBack() {}

    /** The noisiest first. @param count of the training's steps */
    static List<Integer> read(ConfigNode node, int count) {
        if (node.isList()) {
            return listed(node, count);
        }
        if (node.isMap()) {
            return spaced(node, count);
        }
        node.choice("all");
        return leading(count, count);
    }

    private static List<Integer> listed(ConfigNode node, int count) {
        List<Integer> steps = new ArrayList<>();
        int below = count;
        for (ConfigNode item : node.items()) {
            int step = item.integer(0, count - 1);
            if (step >= below) {
                throw item.error("=" + step + " is not below the step before it, " + below)
                        .withHint("they go back, from the noisiest on");
            }
            below = step;
            steps.add(step);
        }
        if (steps.isEmpty()) {
            throw node.error(" is empty").withHint("write 'all', a list, or {count: 10, spacing: leading}");
        }
        return List.copyOf(steps);
    }

    /** Named as the training code's scheduler names it (Lin et al. 2024, table 2). */
    private static List<Integer> spaced(ConfigNode node, int count) {
        node.only("count", "spacing");
        int taken = node.child("count").integer(1, count);
        return node.child("spacing").choice("leading", "trailing").equals("leading")
                ? leading(taken, count)
                : trailing(taken, count);
    }

    /** …, 2 ⌊T/n⌋, ⌊T/n⌋, 0. */
    private static List<Integer> leading(int taken, int count) {
        List<Integer> steps = new ArrayList<>();
        for (int i = taken - 1; i >= 0; i--) {
            steps.add(i * (count / taken));
        }
        return List.copyOf(steps);
    }

    /** T − 1, T − T/n − 1, …, each to the nearest whole number. */
    private static List<Integer> trailing(int taken, int count) {
        List<Integer> steps = new ArrayList<>();
        for (int i = 0; i < taken; i++) {
            steps.add((int) Math.rint(count - i * ((double) count / taken)) - 1);
        }
        return List.copyOf(steps);
    }
}
