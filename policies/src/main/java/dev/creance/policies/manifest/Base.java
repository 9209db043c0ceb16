package dev.creance.policies.manifest;

import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.List;

/**
 * What an action goes on top of: the two commands are added, channel by channel, and the sum is clipped.
 *
 * @param on whose command it is
 * @param low least sum; −∞ where nothing bounds it, as {@code high} is +∞
 */
public record Base(ConfigNode at, On on, double low, double high) {
    /** Whose command it is. */
    public sealed interface On {}

    /** A policy in a bundle beside the manifest. */
    public record Bundled(HashedFile file) implements On {}

    /** A policy in a folder beside the manifest. @param sha256 of that folder's own manifest */
    public record Foldered(String folder, String sha256) implements On {}

    /** A controller that whoever runs the policy has by this name. */
    public record Controller(String name) implements On {}

    static Base read(ConfigNode node) {
        On on;
        if (node.has("controller")) {
            node.only("controller", "clip");
            on = new Controller(Texts.text(node.child("controller")));
        } else if (node.has("folder")) {
            node.only("folder", "sha256", "clip");
            on = new Foldered(Texts.text(node.child("folder")), HashedFile.hash(node));
        } else {
            node.only("file", "sha256", "clip");
            on = new Bundled(HashedFile.read(node));
        }
        ConfigNode clip = node.child("clip");
        if (Texts.isNone(clip)) {
            return new Base(node, on, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        List<ConfigNode> bounds = clip.items(2);
        double low = bounds.get(0).quantity(Dimension.RATIO);
        double high = bounds.get(1).quantity(Dimension.RATIO);
        if (!(low < high)) {
            throw clip.error(" has the lower bound " + low + " not below the upper bound " + high);
        }
        return new Base(node, on, low, high);
    }
}
