package dev.creance.sim.arm;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.List;

/**
 * Spheres on an arm's links that must not touch, {@code limits.self_collision.spheres}; those of one link, and of links next to each
 * other, may.
 */
@HotPath
public final class LinkSpheres {
    private final int[] link;
    private final double[][] inLinkM;
    private final double[] radiusM;
    private final double[][] placeM;

    /** The joint that moves a sphere's link; -1 for the base, whose frame is the world's here. */
    private LinkSpheres(int size) {
        link = new int[size];
        inLinkM = new double[size][3];
        radiusM = new double[size];
        placeM = new double[size][3];
    }

    static LinkSpheres none() {
        return new LinkSpheres(0);
    }

    static LinkSpheres from(ConfigNode section, Chain chain) {
        List<ConfigNode> items = section.child("spheres").items();
        LinkSpheres read = new LinkSpheres(items.size());
        for (int i = 0; i < items.size(); i++) {
            ConfigNode sphere = items.get(i);
            read.link[i] = joint(sphere.child("link").string(), chain);
            read.radiusM[i] = sphere.child("radius").quantity(Dimension.LENGTH);
            for (int k = 0; k < 3; k++) {
                read.inLinkM[i][k] = sphere.child("centre").items(3).get(k).quantity(Dimension.LENGTH);
            }
        }
        return read;
    }

    /** The one of this name; -1 for the base. */
    private static int joint(String name, Chain chain) {
        int found = chain.joints().size() - 1;
        while (found >= 0 && !chain.joints().get(found).name().equals(name)) {
            found--;
        }
        return found;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return link.length == 0;
    }

    /** Spheres of their own, for who looks at them on another thread. */
    public LinkSpheres copy() {
        LinkSpheres copy = new LinkSpheres(link.length);
        for (int i = 0; i < link.length; i++) {
            copy.link[i] = link[i];
            copy.radiusM[i] = radiusM[i];
            System.arraycopy(inLinkM[i], 0, copy.inLinkM[i], 0, 3);
        }
        return copy;
    }

    /** Least distance of two that must not touch, negative where they do; infinite where there are none. */
    public double apartM(ChainMotion motion) {
        for (int i = 0; i < link.length; i++) {
            if (link[i] < 0) {
                System.arraycopy(inLinkM[i], 0, placeM[i], 0, 3);
            } else {
                motion.point(link[i], inLinkM[i], placeM[i]);
            }
        }
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < link.length; i++) {
            for (int j = 0; j < i; j++) {
                if (Math.abs(link[i] - link[j]) > 1) {
                    least = Math.min(least, distanceM(placeM[i], placeM[j]) - radiusM[i] - radiusM[j]);
                }
            }
        }
        return least;
    }

    private static double distanceM(double[] a, double[] b) {
        double x = a[0] - b[0];
        double y = a[1] - b[1];
        double z = a[2] - b[2];
        return Math.sqrt(x * x + y * y + z * z);
    }
}
