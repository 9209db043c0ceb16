package dev.creance.policies.manifest;

import dev.creance.runtime.config.ConfigNode;
import java.util.List;
import java.util.Optional;

/**
 * What one input tensor is fed.
 *
 * @param history of all terms but those that have their own; empty where there is none
 */
public record Observation(
        ConfigNode at, TensorReference tensor, Normaliser normaliser, Optional<History> history, List<Term> terms) {

    static Observation read(ConfigNode node, ReadContext context, int actions) {
        return read(node, context, actions, true);
    }

    /** @param network whether it is a network that is fed */
    static Observation read(ConfigNode node, ReadContext context, int actions, boolean network) {
        node.only("tensor", "normaliser", "history", "terms");
        ConfigNode historyNode = node.child("history");
        Optional<History> history =
                Texts.isNone(historyNode) ? Optional.empty() : Optional.of(History.read(historyNode, false));
        TermReader reader = new TermReader(
                context, actions, history.filter(History::byFrame).isEmpty());
        List<Term> terms =
                node.child("terms").items().stream().map(reader::read).toList();
        if (terms.isEmpty()) {
            throw node.child("terms").error(" is empty");
        }
        return new Observation(
                node,
                network ? context.tensor(node.child("tensor")) : TensorReference.none(node, context.models()),
                Normaliser.read(node.child("normaliser")),
                history,
                terms);
    }

    /** How many slots of a term the tensor holds. */
    public int slots(Term term) {
        return term.common().history().or(this::history).map(History::length).orElse(1);
    }

    /** Values that the terms and their history add up to. */
    public long size() {
        return terms.stream()
                .mapToLong(term -> (long) term.common().dim() * slots(term))
                .sum();
    }
}
