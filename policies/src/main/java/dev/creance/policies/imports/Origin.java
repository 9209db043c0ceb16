package dev.creance.policies.imports;

import dev.creance.runtime.config.ConfigNode;

/** Where a value stood, as people look it up. */
final class Origin {
    private Origin() {}

    /** {@code deploy.yaml: actions.JointPositionAction.scale}. */
    static String of(ConfigNode node) {
        String file = node.file().name();
        return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1) + ": " + node.path();
    }
}
