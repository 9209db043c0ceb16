package dev.creance.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.creance.record.RatingStatistics;
import java.util.List;
import java.util.Locale;

/** What a summary tells of what the policies' networks said about their actions. */
record RatingSummaries(List<RatingStatistics.Result> results, PolicyRoster roster) {
    /** One for each number, as a person reads it. */
    List<String> lines() {
        return results.stream()
                .map(result -> String.format(
                        Locale.ROOT,
                        "%s of %s: %.3g to %.3g, mean %.3g in %d answers; greatest at %.1f s",
                        result.name(),
                        roster.of(result.policy()).name(),
                        result.least(),
                        result.greatest(),
                        result.mean(),
                        result.answers(),
                        result.greatestS()))
                .toList();
    }

    ArrayNode toJson() {
        ArrayNode list = Json.MAPPER.createArrayNode();
        for (RatingStatistics.Result result : results) {
            list.addObject()
                    .put("policy", roster.of(result.policy()).name())
                    .put("name", result.name())
                    .put("answers", result.answers())
                    .put("least", result.least())
                    .put("mean", result.mean())
                    .put("greatest", result.greatest())
                    .put("greatest_s", result.greatestS());
        }
        return list;
    }
}
