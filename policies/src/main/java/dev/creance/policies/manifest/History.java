package dev.creance.policies.manifest;

import dev.creance.runtime.config.ConfigNode;

/**
 * Past values that the policy sees beside, or instead of, the present ones.
 *
 * @param byFrame whether a frame of all terms follows a frame of all terms; otherwise each term's values stand together
 * @param length slots
 * @param oldestFirst whether the newest slot is the last
 * @param repeats whether slots before the first hold the first value; otherwise zeros
 * @param includesCurrent whether the newest slot is the present value; otherwise it is the one before
 * @param stride native periods from one slot to the next
 */
public record History(
        ConfigNode at,
        boolean byFrame,
        int length,
        boolean oldestFirst,
        boolean repeats,
        boolean includesCurrent,
        int stride) {

    /** @param ofTerm whether it stands at a term, where there is no layout to choose */
    static History read(ConfigNode node, boolean ofTerm) {
        boolean byFrame = false;
        if (ofTerm) {
            node.only("length", "order", "warm_up", "includes_current", "stride");
        } else {
            node.only("layout", "length", "order", "warm_up", "includes_current", "stride");
            byFrame = node.child("layout").choice("frame", "term").equals("frame");
        }
        return new History(
                node,
                byFrame,
                node.child("length").integer(1, 10_000),
                node.child("order").choice("oldest_first", "newest_first").equals("oldest_first"),
                node.child("warm_up").choice("zeros", "repeat").equals("repeat"),
                node.child("includes_current").bool(),
                node.child("stride").integer(1, 10_000));
    }
}
