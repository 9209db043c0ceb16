package dev.creance.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.creance.record.CandidateFlights;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a summary says of the policies that followed the one in charge: shadows, and those that took over or were to. */
record FollowerSummaries(List<CandidateFlights.Result> results, PolicyRoster roster) {
    /** Why others were refused before they could follow. */
    List<String> refusals() {
        return roster.refusals();
    }

    /** One for each, as a person reads it. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (CandidateFlights.Result result : results) {
            CandidateFlights.ChannelResult worst = result.channels().getFirst();
            for (CandidateFlights.ChannelResult channel : result.channels()) {
                worst = channel.max() > worst.max() ? channel : worst;
            }
            lines.add(String.format(
                    Locale.ROOT,
                    "%s from %.1f s: %s; %d answers, %d compared, %d failed; %s differs by %.3g %s at most, %.3g RMS",
                    roster.of(result.id()).name(),
                    result.joinedS(),
                    how(result),
                    result.answers(),
                    result.compared(),
                    result.failures(),
                    worst.name(),
                    worst.max(),
                    worst.unit(),
                    worst.rms()));
        }
        return lines;
    }

    private static String how(CandidateFlights.Result result) {
        return switch (result.last()) {
            case SHADOW -> "shadow";
            case TAKEN_OVER -> String.format(Locale.ROOT, "took over at %.3f s", result.lastS());
            case FAILED -> String.format(Locale.ROOT, "failed at %.3f s, never took over", result.lastS());
            case LATE -> String.format(Locale.ROOT, "too late at %.3f s, never took over", result.lastS());
            case NONE, SETTLING, BLENDING -> "had not taken over by the end";
        };
    }

    ArrayNode toJson() {
        ArrayNode list = Json.MAPPER.createArrayNode();
        for (CandidateFlights.Result result : results) {
            RunSummary.PolicyIdentity policy = roster.of(result.id());
            ObjectNode node = list.addObject()
                    .put("name", policy.name())
                    .put("sha256", policy.sha256())
                    .put("engine", policy.engine())
                    .put("role", result.succeeds() ? "successor" : "shadow")
                    .put("joined_s", result.joinedS())
                    .put("handover", RunSummary.lower(result.last()))
                    .put("handover_s", result.lastS())
                    .put("answers", result.answers())
                    .put("failures", result.failures())
                    .put("compared", result.compared());
            ObjectNode commands = node.putObject("difference");
            for (CandidateFlights.ChannelResult channel : result.channels()) {
                commands.putObject(channel.name())
                        .put("unit", channel.unit())
                        .put("max", channel.max())
                        .put("rms", channel.rms());
            }
        }
        return list;
    }
}
