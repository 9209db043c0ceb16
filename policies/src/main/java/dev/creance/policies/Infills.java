package dev.creance.policies;

import dev.creance.policies.manifest.Edge;
import dev.creance.policies.manifest.Manifest;
import dev.creance.policies.manifest.Motion;
import dev.creance.policies.manifest.Observation;
import dev.creance.policies.manifest.TensorReference;
import dev.creance.policies.manifest.Term;
import dev.creance.policies.observation.Observer;
import dev.creance.policies.signals.ValueProcess;
import dev.creance.runtime.config.ConfigNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds what goes from network to network, within a call or from the call before. */
final class Infills {
    private final Manifest manifest;
    private final Networks networks;
    private final Answers answers;
    private final Map<String, Integer> anchorsAt;

    /** @param anchorsAt where the orientations of anchor bodies came along, by the motion's name */
    Infills(Manifest manifest, Networks networks, Answers answers, Map<String, Integer> anchorsAt) {
        this.manifest = manifest;
        this.networks = networks;
        this.answers = answers;
        this.anchorsAt = anchorsAt;
    }

    /** What is written into a model's inputs before it runs. */
    List<Infill> into(String model, List<Observer.Place> places) {
        List<Infill> found = new ArrayList<>();
        for (Edge edge : manifest.edges()) {
            if (edge.to().model().equals(model)) {
                found.add(new Latent(
                        answers.heardBy(model, edge.from()),
                        networks.input(edge.to()),
                        0,
                        new ValueProcess(List.of())));
            }
        }
        for (Observer.Place place : places) {
            Observation observation = manifest.observations().get(place.tensor());
            if (observation.tensor().model().equals(model)) {
                TensorPort to = networks.input(observation.tensor());
                if (place.term() instanceof Term.Latent latent) {
                    found.add(new Latent(answers.heardBy(model, latent.tensor()), to, place.offset(), place.process()));
                } else if (place.term() instanceof Term.MotionValues motion
                        && manifest.signals().returned(motion)) {
                    found.add(motion(motion, to, place));
                }
            }
        }
        return found;
    }

    private Infill motion(Term.MotionValues term, TensorPort to, Observer.Place place) {
        Motion motion = manifest.signals().motion(term.motion());
        if (!term.quantity().equals("anchor_orientation")) {
            TensorPort from = networks.output(output(term, motion, term.quantity()));
            if (from.size() != term.common().dim()) {
                throw term.common()
                        .at()
                        .child("dim")
                        .error("=" + term.common().dim() + ", but '" + from.name() + "' has " + from.size());
            }
            return new Latent(from, to, place.offset(), place.process());
        }
        int robotAt = term.frame().equals("anchor") ? anchorsAt.get(motion.name()) : -1;
        boolean own = motion.outputs().stream().anyMatch(each -> each.quantity().equals("anchor_orientation"));
        TensorReference tensor = output(term, motion, own ? "anchor_orientation" : "body_orientation");
        int body = own ? 0 : body(term.common().at(), motion);
        return new AnchorOrientation(
                new AnchorOrientation.Source(networks.output(tensor), 4 * body, motion.wxyz(), robotAt),
                term.as().orElseThrow(),
                to,
                place.offset(),
                place.process());
    }

    private static int body(ConfigNode at, Motion motion) {
        int body = motion.bodies().indexOf(motion.anchorBody().orElseThrow());
        if (body < 0) {
            throw at.error(" needs the orientation of " + motion.anchorBody().get()
                    + ", which is none of the motion's bodies");
        }
        return body;
    }

    private static TensorReference output(Term.MotionValues term, Motion motion, String quantity) {
        return motion.outputs().stream()
                .filter(each -> each.quantity().equals(quantity))
                .map(Motion.Output::tensor)
                .findFirst()
                .orElseThrow(() -> term.common()
                        .at()
                        .error(" needs " + quantity + ", which motion '" + motion.name() + "' lacks"));
    }
}
