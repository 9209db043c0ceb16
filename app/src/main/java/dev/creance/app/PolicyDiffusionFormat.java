package dev.creance.app;

import static dev.creance.app.PolicyFormat.NUMBER;
import static dev.creance.app.PolicyFormat.TENSOR;
import static dev.creance.app.Shape.optional;
import static dev.creance.app.Shape.required;
import static dev.creance.app.Shape.section;
import static dev.creance.app.Shape.words;

import java.util.List;

/** The part of {@link PolicyActionFormat} that says how an action is freed of noise. */
final class PolicyDiffusionFormat {
    private static final Shape COUNT = new Shape.Whole(1, 10_000);

    private PolicyDiffusionFormat() {}

    static Shape head() {
        return section(
                required("kind", words("diffusion"), "how the action follows"),
                required("sample", TENSOR, "the input that takes the noisy action"),
                required(
                        "step",
                        section(
                                required("tensor", TENSOR, "the input that takes the step's number, from 0"),
                                required("process", PolicyTermFormat.ACTION_PROCESS, "from it to what is fed")),
                        "how the network learns which step it is"),
                required("predicts", words("noise", "sample", "velocity"), "what the action's tensor holds"),
                required("betas", betas(), "the noise that each step of the training added"),
                required("steps", steps(), "which of them are taken back"),
                required("sampler", sampler(), "how"),
                required(
                        "clip",
                        PolicyFormat.orNone(section(
                                optional("predicted", "", NUMBER, "of the action without noise, on +-"),
                                optional("sample", "", NUMBER, "of the action after each step, on +-"))),
                        "as in training"),
                required("draws", new Shape.Whole(1, 1000), "how many actions are drawn, rows of the batch"),
                required("select", select(), "which of them is flown"),
                required("seed", new Shape.Whole(0, Integer.MAX_VALUE), "of the random numbers"));
    }

    private static Shape betas() {
        return new Shape.Either(List.of(
                section(
                        required("kind", words("linear"), "how they run"),
                        required("count", COUNT, "steps of the training"),
                        required("from", NUMBER, "the first"),
                        required("to", NUMBER, "the last")),
                section(
                        required("kind", words("cosine"), "how they run"),
                        required("count", COUNT, "steps of the training"),
                        required("offset", NUMBER, "0.008 in the paper"),
                        required("most", NUMBER, "greatest, 0.999 in the paper")),
                section(
                        required("kind", words("explicit"), "how they run"),
                        required("values", PolicyFormat.list(NUMBER), "one for each step of the training"))));
    }

    private static Shape steps() {
        return new Shape.Either(List.of(
                words("all"),
                new Shape.Items(new Shape.Whole(0, 9_999), 1, Integer.MAX_VALUE),
                section(
                        required("count", COUNT, "how many"),
                        required("spacing", words("leading", "trailing"), "which"))));
    }

    private static Shape sampler() {
        return new Shape.Either(List.of(
                section(
                        required("kind", words("ddpm"), "Ho et al. 2020"),
                        required("variance", words("posterior", "beta"), "of the noise that it adds")),
                section(
                        required("kind", words("ddim"), "Song et al. 2021"),
                        required("eta", NUMBER, "0 adds no noise, 1 as much as ddpm"))));
    }

    private static Shape select() {
        return new Shape.Either(List.of(
                words("first"),
                section(
                        required("kind", words("least", "greatest"), "which score wins"),
                        required("score", TENSOR, "what another network returns"),
                        required("draws", TENSOR, "its input that takes them"))));
    }
}
