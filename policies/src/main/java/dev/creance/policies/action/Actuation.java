package dev.creance.policies.action;

import dev.creance.policies.manifest.Manifest;
import dev.creance.policies.signals.JointTargets;
import dev.creance.runtime.Layout;

/**
 * What commands are made for.
 *
 * @param commands what the device takes
 * @param loopRateHz how often commands are written
 * @param targets gets where joints are told to be; null where the manifest has no joints
 */
public record Actuation(Manifest manifest, Layout sensors, Layout commands, double loopRateHz, JointTargets targets) {
    double periodS() {
        return 1 / manifest.rates().nativeHz();
    }
}
