package dev.creance.policies.imports;

import dev.creance.runtime.config.ConfigNode;
import java.util.List;
import java.util.Optional;

/** Writes what becomes of the outputs of LEAPP models. */
record LeappAction(Draft draft, LeappTensors tensors) {

    void write(ConfigNode outputs) {
        List<LeappTensors.Named> all = tensors.outside(outputs);
        List<LeappTensors.Named> targets = all.stream()
                .filter(output -> output.kind().startsWith("target/joint/"))
                .toList();
        if (targets.size() != 1) {
            draft.ask(
                    "action",
                    "what becomes of the outputs "
                            + all.stream().map(LeappTensors.Named::name).toList(),
                    "{tensor: …, kind: direct, commands: […], unit: \"1\", process: [], between: hold}");
            return;
        }
        LeappTensors.Named target = targets.getFirst();
        String origin = Origin.of(target.node().child("kind"));
        String kind = target.kind().substring("target/joint/".length());
        draft.say("action.tensor", tensors.reference(target.model(), target.name()), Origin.of(target.node()));
        draft.say("action.kind", kind, origin);
        JointAction.keys(draft, "action.", kind, Yaml.flow(LeappTensors.elements(target.node())), "[]");
        Optional<LeappTensors.Named> kp = gain(all, "kp", target);
        Optional<LeappTensors.Named> kd = gain(all, "kd", target);
        if (kp.isPresent() && kd.isPresent()) {
            draft.say(
                    "action.gains",
                    "{kp: " + tensors.reference(kp.get().model(), kp.get().name()) + ", kd: "
                            + tensors.reference(kd.get().model(), kd.get().name()) + "}",
                    "outputs of kind kp and kd");
        } else {
            draft.ask("gains", "the gains of the position loop: the network returns none", "{kp: {…}, kd: {…}}");
        }
        draft.say("action.between", "hold", "LEAPP says nothing else");
    }

    private static Optional<LeappTensors.Named> gain(
            List<LeappTensors.Named> all, String kind, LeappTensors.Named target) {
        Optional<LeappTensors.Named> gain =
                all.stream().filter(output -> output.kind().equals(kind)).findFirst();
        gain.ifPresent(found -> {
            if (!LeappTensors.elements(found.node()).equals(LeappTensors.elements(target.node()))) {
                throw found.node().child("element_names").error(" has another order than " + target.name());
            }
        });
        return gain;
    }
}
