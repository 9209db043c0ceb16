package dev.creance.policies;

import dev.creance.policies.bundle.Bundle;
import dev.creance.policies.bundle.BundleError;
import dev.creance.policies.manifest.Base;
import dev.creance.runtime.Policy;
import dev.creance.runtime.config.ConfigNode;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Finds what a manifest's action goes on top of, and loads it. */
final class BasePolicies {
    private BasePolicies() {}

    /** @param files of the policy on top */
    static Policy load(Base base, PolicyFiles files, Engine engine, PolicyEnvironment environment) {
        return switch (base.on()) {
            case Base.Bundled bundled -> Policies.load(in(bundled, files), engine, environment);
            case Base.Foldered foldered -> Policies.load(in(base.at(), foldered, files), engine, environment);
            case Base.Controller controller -> controller(base.at(), controller.name(), environment);
        };
    }

    private static PolicyFiles in(Base.Bundled bundled, PolicyFiles files) {
        byte[] bytes = files.read(bundled.file());
        String name = files.nameOf(bundled.file().file());
        try {
            return PolicyFiles.of(name, Bundle.read(bytes));
        } catch (BundleError refused) {
            throw bundled.file()
                    .at()
                    .child("file")
                    .error("='" + bundled.file().file() + "' " + refused.problem())
                    .withHint(refused.remedy());
        }
    }

    private static PolicyFiles in(ConfigNode at, Base.Foldered foldered, PolicyFiles files) {
        Path beside = files.folder();
        if (beside == null || !PolicyFiles.isName(foldered.folder())) {
            throw at.child("folder")
                    .error("='" + foldered.folder() + "' is no folder beside the manifest")
                    .withHint("name one, or put the base into a bundle and name that as 'file'");
        }
        PolicyFiles base = PolicyFiles.in(beside.resolve(foldered.folder()));
        String found;
        try {
            found = PolicyFiles.sha256(base.read(PolicyFiles.MANIFEST));
        } catch (PolicyError missing) {
            throw at.child("folder")
                    .error("='" + foldered.folder() + "': " + missing.problem())
                    .withHint("it must hold a " + PolicyFiles.MANIFEST);
        }
        if (!found.equals(foldered.sha256())) {
            throw at.child("sha256")
                    .error(" is " + foldered.sha256() + ", but " + base.nameOf(PolicyFiles.MANIFEST) + " has " + found)
                    .withHint("the base was altered: restore it, or review it and write its new hash here");
        }
        return base;
    }

    private static Policy controller(ConfigNode at, String name, PolicyEnvironment environment) {
        Supplier<Policy> found = environment.controllers().get(name);
        if (found == null) {
            throw at.child("controller")
                    .error("='" + name + "' is no controller that there is here")
                    .withHint(
                            environment.controllers().isEmpty()
                                    ? "controllers are a robot's: name its file, with --robot"
                                    : "there are "
                                            + new TreeSet<>(
                                                    environment.controllers().keySet()));
        }
        return found.get();
    }
}
