package dev.creance.safety.guards;

import dev.creance.runtime.LearnedGuard;
import dev.creance.runtime.Policy;
import dev.creance.runtime.config.ConfigNode;

/** Loads what guards are made of. */
public interface GuardSource {
    /** Where nothing can be loaded. */
    GuardSource NONE = new GuardSource() {
        @Override
        public LearnedGuard guard(ConfigNode use) {
            throw use.error("='" + use.string() + "': nothing learned can be loaded here");
        }

        @Override
        public Flown policy(ConfigNode use) {
            throw use.error("='" + use.string() + "': no policy can be loaded here");
        }
    };

    /** A policy that a guard flies or compares with. */
    record Flown(Policy policy, Setup.Asset asset) {}

    /** @throws dev.creance.runtime.config.ConfigError where it cannot be right */
    LearnedGuard guard(ConfigNode use);

    /** @throws dev.creance.runtime.config.ConfigError where it cannot be right */
    Flown policy(ConfigNode use);
}
