package dev.creance.app;

import static dev.creance.app.Shape.optional;
import static dev.creance.app.Shape.required;
import static dev.creance.app.Shape.words;

import dev.creance.policies.Engine;

/** The section {@code policy} of a robot's file. */
final class RobotPolicyFormat {
    private static final Shape POLICY =
            new Shape.Text(".+", "`zoo/NAME`, a folder with a `policy.yaml`, that file, or a `.bundle`");

    private RobotPolicyFormat() {}

    static Shape.Section section() {
        return Shape.section(
                required("use", POLICY, "the policy"),
                engine(),
                optional(
                        "trust",
                        "nobody",
                        new Shape.Text(".+", "file of an Ed25519 public key"),
                        "whose signature the policy's bundle must carry"));
    }

    private static Shape.Key engine() {
        return optional(
                "engine",
                "onnxruntime",
                words(Engine.keys().toArray(String[]::new)),
                "what computes it; `plain` gives the same bits on every processor, without garbage");
    }
}
