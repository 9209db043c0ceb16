package dev.creance.app;

import static dev.creance.app.Shape.optional;
import static dev.creance.app.Shape.required;
import static dev.creance.app.Shape.words;

import dev.creance.policies.Engine;
import dev.creance.runtime.config.Dimension;
import java.util.List;

/** The section {@code policy} of a robot's file. */
final class RobotPolicyFormat {
    private static final Shape POLICY =
            new Shape.Text(".+", "`zoo/NAME`, a folder with a `policy.yaml`, that file, or a `.bundle`");

    private RobotPolicyFormat() {}

    static Shape section() {
        return new Shape.Either(List.of(
                Shape.section(
                        required("use", POLICY, "the policy"),
                        engine(),
                        optional(
                                "trust",
                                "nobody",
                                new Shape.Text(".+", "file of an Ed25519 public key"),
                                "whose signature the policy's bundle must carry"),
                        optional(
                                "baseline",
                                "none",
                                new Shape.Text("[a-z][a-z0-9_-]*", "name of a controller of this machine"),
                                "flies the same scenario on the plant afterwards, in virtual time: its figures stand beside the policy's"),
                        shadow(),
                        swaps(),
                        set()),
                Shape.section(
                        required(
                                "controller",
                                new Shape.Text("[a-z][a-z0-9_-]*", "name of a controller of this machine"),
                                "flies in a policy's place"),
                        shadow(),
                        swaps(),
                        set())));
    }

    private static Shape.Key shadow() {
        return optional(
                "shadow",
                "none",
                new Shape.Either(List.of(POLICY, Shape.section(required("use", POLICY, "the policy"), engine()))),
                "a policy that follows the one in charge for comparison alone");
    }

    private static Shape.Key swaps() {
        return optional(
                "swap", "no policy is taken in flight", swap(), "takes policies in flight, from `creance policy swap`");
    }

    private static Shape.Key set() {
        return optional(
                "set",
                "none",
                new Shape.Items(
                        new Shape.Text("[a-z][a-z0-9_]*\\.[a-z][a-z0-9_]*", "`NAME.VALUE`"), 0, Integer.MAX_VALUE),
                "set points that `creance policy set` may change in flight");
    }

    private static Shape.Section swap() {
        return Shape.section(
                optional(
                        "settle",
                        "1 s",
                        Shape.quantity(Dimension.TIME, "0 to 60 s"),
                        "how long a policy follows, with every answer in time, before it takes over"),
                optional(
                        "blend",
                        "300 ms",
                        Shape.quantity(Dimension.TIME, "0 to 10 s"),
                        "over which its share of the proposal grows from 0 to 1"),
                optional(
                        "largest_observation",
                        "256",
                        new Shape.Whole(1, 65_536),
                        "values that the records have room for: a policy that observes more is refused"));
    }

    /** One of {@code scenario.swaps}. */
    static Shape.Section scheduled() {
        return Shape.section(
                required("at", Shape.quantity(Dimension.TIME, "0 to 3600 s"), "since the policy took over"),
                required("use", POLICY, "the policy that joins then, to take over"),
                engine());
    }

    private static Shape.Key engine() {
        return optional(
                "engine",
                "auto",
                words(Engine.keys().toArray(String[]::new)),
                "what computes it; `native` and `plain` give the same bits on every processor, without garbage; `auto` is `native` where it can and is exact, else `onnxruntime`");
    }
}
