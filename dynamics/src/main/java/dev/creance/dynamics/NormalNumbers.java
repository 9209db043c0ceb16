package dev.creance.dynamics;

import dev.creance.runtime.HotPath;

/** Independent numbers of chance with mean 0 and standard deviation 1. */
@FunctionalInterface
public interface NormalNumbers {
    @HotPath
    double next();
}
