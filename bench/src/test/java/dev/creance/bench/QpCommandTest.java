package dev.creance.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The shield's projection against ojAlgo's, over a few thousand problems; 10⁶ by {@code creance bench qp --problems 1000000}. */
class QpCommandTest {
    @TempDir
    Path folder;

    @Test
    void bothFindTheSameSolutionsAndNoneWhereThereIsNone() throws IOException {
        Path json = folder.resolve("qp.json");
        StringWriter said = new StringWriter();

        int exit = new CommandLine(new QpCommand())
                .setOut(new PrintWriter(said))
                .execute("--problems=1000", "--alternations=2", "--warm-up=1", "--json=" + json);

        assertThat(exit).as(said.toString()).isZero();
        JsonNode rows = new ObjectMapper().readTree(json.toFile()).get("rows");
        assertThat(rows.findValuesAsText("name")).containsExactly("4x12", "4x20", "7x28", "7x46");
        for (JsonNode row : rows) {
            assertThat(row.get("problems").longValue()).isEqualTo(1000);
            assertThat(row.get("unsolved").longValue()).isZero();
            assertThat(row.get("infeasible").longValue()).isEqualTo(250);
            assertThat(row.get("infeasible_missed").longValue()).isZero();
            assertThat(row.get("peer_unsolved").longValue())
                    .as("problems that were compared")
                    .isLessThan(10);
            assertThat(row.get("largest_difference").doubleValue()).isBetween(0.0, 1e-4);
            assertThat(row.get("primal_residual").doubleValue()).isLessThanOrEqualTo(1e-9);
            assertThat(row.get("kkt_residual").doubleValue()).isLessThanOrEqualTo(1e-9);
            assertThat(row.get("ratio").doubleValue()).isPositive();
            assertThat(row.get("samples").intValue()).isEqualTo(2);
        }
    }

    @Test
    void aSolutionThatIsNotTheirsIsToldByTheExitCode() {
        QpAgreement agreement = QpAgreement.of(new QpProblem.Size(4, 12), 20, 1);

        assertThat(agreement.holds()).isTrue();
        agreement.apart = 1;
        assertThat(agreement.holds()).isFalse();
        agreement.apart = 0;
        agreement.missed = 1;
        assertThat(agreement.holds()).isFalse();
    }

    @Test
    void whereBothDifferTheOneBeyondARowOrOfTheGreaterCostIsWrong() {
        double[] inside = {0};
        double[] cheapest = {1};
        double[] beyond = {1.0002};
        QpProblem problem = new QpProblem(new double[] {2}, new double[] {3}, new double[] {1}, new double[] {1});
        QpAgreement agreement = QpAgreement.of(new QpProblem.Size(4, 12), 0, 1);

        agreement.compare(problem, cheapest, inside);
        agreement.compare(problem, cheapest, beyond);

        assertThat(agreement.apart).isEqualTo(2);
        assertThat(agreement.holds()).isTrue();
        agreement.compare(problem, inside, cheapest);
        assertThat(agreement.holds()).isFalse();
    }
}
