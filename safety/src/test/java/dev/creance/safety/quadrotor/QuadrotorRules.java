package dev.creance.safety.quadrotor;

import dev.creance.safety.FrameRules;
import dev.creance.safety.Margins;
import dev.creance.safety.SettingsSection;

/** What tests of shared stages need of a machine. */
public final class QuadrotorRules {
    private QuadrotorRules() {}

    public static FrameRules rules() {
        return new Continuity(ShieldFixtures.settings());
    }

    public static Margins margins() {
        return QuadrotorMargins.of(ShieldFixtures.settings());
    }

    public static SettingsSection section() {
        return ShieldFixtures.settings().section();
    }
}
