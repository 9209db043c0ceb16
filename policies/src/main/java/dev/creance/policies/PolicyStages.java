package dev.creance.policies;

import dev.creance.policies.action.ActionLayout;
import dev.creance.policies.action.ActionStage;
import dev.creance.policies.action.Actuation;
import dev.creance.policies.manifest.Action;
import dev.creance.policies.manifest.HashedFile;
import dev.creance.policies.manifest.JointOrder;
import dev.creance.policies.manifest.JointTable;
import dev.creance.policies.manifest.Manifest;
import dev.creance.policies.manifest.Motion;
import dev.creance.policies.manifest.Term;
import dev.creance.policies.observation.Observables;
import dev.creance.policies.observation.Observer;
import dev.creance.policies.observation.Observer.Along;
import dev.creance.policies.observation.Sources;
import dev.creance.policies.signals.ChannelNames;
import dev.creance.policies.signals.JointTargets;
import dev.creance.runtime.config.ConfigNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The stages of a policy that run in the tick, made for a robot: all that needs the manifest and the robot's channels, and no
 * network.
 *
 * @param anchorsAt where in an observation the robot's own anchor orientations come along, by the motion's name
 */
record PolicyStages(Observer observer, ActionStage action, Map<String, Integer> anchorsAt) {
    /** @param files reads a file that the manifest names */
    static PolicyStages of(
            Manifest manifest, Function<HashedFile, byte[]> files, PolicyEnvironment environment, int callsPerPeriod) {
        JointTargets targets = manifest.body().joints().map(JointTargets::new).orElse(null);
        ActionStage action = new ActionStage(new Actuation(
                manifest, environment.sensors(), environment.commands(), environment.loopRateHz(), targets));
        List<Along> along = new ArrayList<>();
        List<String> followed = anchored(manifest);
        for (String motion : followed) {
            along.add(anchor(manifest, motion, environment));
        }
        if (action.layout().joints() > 0) {
            along.addAll(measured(manifest, environment));
        }
        Observer observer = Observer.of(
                new Observables(manifest, environment.channels(), 1, callsPerPeriod, files, targets),
                along,
                action.layout().numbered());
        Map<String, Integer> anchorsAt = new LinkedHashMap<>();
        int at = observer.size()
                - along.stream().mapToInt(Along::size).sum()
                - (action.layout().numbered() ? 1 : 0);
        for (String motion : followed) {
            anchorsAt.put(motion, at);
            at += 4;
        }
        return new PolicyStages(observer, action, anchorsAt);
    }

    /** Motions of the networks' own that the robot's anchor body is held against. */
    static List<String> anchored(Manifest manifest) {
        return manifest.observations().stream()
                .flatMap(observation -> observation.terms().stream())
                .filter(term -> manifest.signals().returned(term)
                        && term instanceof Term.MotionValues motion
                        && motion.frame().equals("anchor"))
                .map(term -> ((Term.MotionValues) term).motion())
                .distinct()
                .toList();
    }

    private static Along anchor(Manifest manifest, String name, PolicyEnvironment environment) {
        Motion motion = manifest.signals().motion(name);
        List<String> channels = ChannelNames.orientationOf(motion.anchorBody().orElseThrow());
        return Sources.channels(motion.at().child("anchor_body"), channels, environment.channels());
    }

    private static List<Along> measured(Manifest manifest, PolicyEnvironment environment) {
        JointTable table = manifest.body().joints().orElseThrow();
        List<String> names = new ArrayList<>();
        for (Action.JointCommand part : ActionLayout.parts(manifest.action())) {
            names.addAll(part.order().names());
        }
        ConfigNode at = manifest.action().common().at();
        JointOrder order = new JointOrder(at, "names", List.copyOf(names));
        return List.of(
                Sources.joints(at, table, order, Term.Quantity.POSITION, environment.sensors()),
                Sources.joints(at, table, order, Term.Quantity.VELOCITY, environment.sensors()));
    }
}
