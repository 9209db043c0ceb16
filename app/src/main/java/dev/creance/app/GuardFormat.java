package dev.creance.app;

import static dev.creance.app.Shape.optional;
import static dev.creance.app.Shape.quantity;
import static dev.creance.app.Shape.required;
import static dev.creance.app.Shape.words;

import dev.creance.runtime.config.Dimension;
import dev.creance.safety.guards.GuardList;
import java.util.ArrayList;
import java.util.List;

/** The list {@code shield.guards} of a robot's file. */
final class GuardFormat {
    private static final Shape ASSET = new Shape.Text(".+", "`zoo/NAME` or a folder");
    private static final Shape RATIO = quantity(Dimension.RATIO, "0 to 1");
    private static final Shape NUMBER = quantity(Dimension.RATIO, "any");
    private static final Shape TIME = quantity(Dimension.TIME, "1 us to 3600 s");
    private static final Shape.Key LIMIT = required("limit", NUMBER, "greatest that is good");

    private GuardFormat() {}

    static Shape.Key key() {
        return optional(
                "guards",
                "none",
                new Shape.Items(
                        new Shape.Either(List.of(
                                critic(), feasibility(), distribution(), innovation(), energy(), twin(), transition())),
                        0,
                        GuardList.MOST),
                "learned guards, which can take the command from the policy");
    }

    private static Shape.Section critic() {
        return guard(
                "critic",
                required("use", ASSET, "the critic"),
                optional("recovery", "the backup", ASSET, "policy that flies while the critic rejects proposals"),
                required("on", RATIO, "risk at which the policy loses command"),
                required("off", RATIO, "risk that counts as good, below `on`"),
                dwell(),
                optional("longest", "", TIME, "how long the recovery may fly; required with one"),
                optional("every", "1", new Shape.Whole(1, 10_000), "ticks from one rating to the next"));
    }

    private static Shape.Section feasibility() {
        return guard(
                "feasibility",
                required("use", ASSET, "the value function"),
                optional("limit", "0", NUMBER, "greatest value that is feasible"),
                reaction(),
                dwell());
    }

    private static Shape.Section distribution() {
        return guard(
                "distribution",
                required("use", ASSET, "polynomial, Mahalanobis distance or density"),
                optional("limit", "0 for a polynomial", NUMBER, "greatest unlikeness; required for the others"),
                reaction(),
                dwell());
    }

    private static Shape.Section innovation() {
        return attack(
                "innovation",
                LIMIT,
                over(),
                optional("slack", "0.5", NUMBER, "what of each sample's error, over its bound, counts for nothing"),
                reaction(),
                dwell());
    }

    private static Shape.Section energy() {
        return attack(
                "energy",
                required("use", ASSET, "samples of honest operation"),
                required("window", new Shape.Whole(2, 500), "samples that are compared"),
                optional("every", "1", new Shape.Whole(1, 10_000), "ticks from one sample to the next"),
                LIMIT,
                reaction(),
                dwell());
    }

    private static Shape.Section twin() {
        return attack(
                "twin",
                required("use", ASSET, "a second policy for the same task"),
                optional("window", "1", new Shape.Whole(1, 500), "actions whose differences are averaged"),
                required("limit", RATIO, "greatest mean difference, as a share of the command's range"),
                reaction(),
                dwell());
    }

    private static Shape.Section transition() {
        return guard(
                "transition",
                optional("limit", "1", NUMBER, "greatest error of a prediction over its bound"),
                over(),
                optional("for", "0 s", TIME, "how long it must be beyond"),
                reaction(),
                dwell());
    }

    private static Shape.Section attack(String method, Shape.Key... keys) {
        List<Shape.Key> all = new ArrayList<>();
        all.add(required("method", words(method), "how it is told"));
        all.addAll(List.of(keys));
        return guard("attack", all.toArray(Shape.Key[]::new));
    }

    private static Shape.Section guard(String kind, Shape.Key... keys) {
        List<Shape.Key> all = new ArrayList<>();
        all.add(required("kind", words(kind), "what it is"));
        all.add(optional("name", "its kind", new Shape.Text("[a-z][a-z0-9_]{0,31}", "name"), "in log and report"));
        all.addAll(List.of(keys));
        return new Shape.Section(all);
    }

    private static Shape.Key reaction() {
        return optional("reaction", "backup", words("backup", "warn"), "where it is not good");
    }

    private static Shape.Key over() {
        return optional("over", "one frame", TIME, "how long the model goes on before it takes up a frame again");
    }

    private static Shape.Key dwell() {
        return optional("dwell", "200 ms", TIME, "how long it must be good again");
    }
}
