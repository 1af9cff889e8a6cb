package prescient.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is only looked at: the cut-over and operations of a suite whose gateway is a fake. */
class LookingCommandsTest extends GatewayTest {

    private static final String FEATURE = """
            {"feature": "trades", "mode": "dual-write", "may_advance": false, "sentence": "may not, because",
             "gates": [{"name": "backup", "holds": false, "sentence": "there is no verified backup",
               "evidence": {"at_most": "24h"}}]}""";
    private static final String CYCLE = """
            {"cycle_id": "c 1", "status": "completed", "steps": [
              {"name": "ingest", "status": "completed", "counts": {"catalogue_markets": 9}, "duration_ms": 681},
              {"name": "signals", "status": "completed", "counts": {"signals": 4}, "duration_ms": 1}]}""";

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void aFeatureIsToldWithItsGatesAndTheirEvidence() {
        // Given
        answers(200, FEATURE);

        // When
        var code = run("cutover", "trades");

        // Then
        assertThat(code).isZero();
        assertThat(asked).containsExactly("GET /cutover/trades");
        assertThat(output()).isEqualTo("""
                feature      trades
                mode         dual-write
                may_advance  false
                sentence     may not, because

                gates
                name    holds  sentence                     evidence.at_most
                backup  false  there is no verified backup  24h
                """);
    }

    @Test
    void everyPartOfAFeatureHasItsRoute() throws IOException {
        // Given
        answers(200, "{\"items\": [], \"next_cursor\": null}");

        // When
        var parts = List.of(
                run("cutover", "events", "parity", "--json"),
                run("cutover", "events", "differences"),
                run("cutover", "events", "QUARANTINE", "--limit", "5"),
                run("cutover", "events", "jobs"),
                run("cutover", "events", "audit"));

        // Then
        assertThat(parts).containsOnly(0);
        assertThat(asked)
                .containsExactly(
                        "GET /cutover/events/parity",
                        "GET /cutover/events/differences?limit=100",
                        "GET /cutover/events/quarantine?limit=5",
                        "GET /cutover/events/jobs?limit=100",
                        "GET /cutover/events/audit?limit=100");
        assertThat(json.readTree(output()).at("/items").isArray()).isTrue();
    }

    @Test
    void allFeaturesAreATable() {
        // Given
        answers(200, "{\"features\": [" + FEATURE + "], \"services\": []}");

        // When
        var code = run("cutover");

        // Then
        assertThat(code).isZero();
        assertThat(asked).containsExactly("GET /cutover");
        assertThat(output()).contains("trades", "dual-write", "may not, because");
    }

    @Test
    void aCycleIsToldWithItsSteps() {
        // Given
        answers(200, CYCLE);

        // When
        var code = run("operations", "cycles", "--id", "c 1");

        // Then
        assertThat(code).isZero();
        assertThat(asked).containsExactly("GET /trading/cycles/c%201");
        assertThat(output()).isEqualTo("""
                cycle_id  c 1
                status    completed

                steps
                name     status     counts.catalogue_markets  duration_ms  counts.signals
                ingest   completed                         9          681               -
                signals  completed                         -            1               4
                """);
    }

    @Test
    void everyQuestionOfOperationsHasItsRoute() {
        // Given
        answers(200, "{}");

        // When
        var codes = List.of(
                run("operations"),
                run("operations", "incidents"),
                run("operations", "cycles", "--limit", "3"),
                run("operations", "ingests"),
                run("operations", "ledger"),
                run("operations", "kill-switch"),
                run("operations", "latency"),
                run("operations", "FAULTS"));

        // Then
        assertThat(codes).containsOnly(0);
        assertThat(asked)
                .containsExactly(
                        "GET /trading/status",
                        "GET /trading/incidents?limit=100",
                        "GET /trading/cycles?limit=3",
                        "GET /ingest/runs?limit=100",
                        "GET /ledger/check",
                        "GET /kill-switch",
                        "GET /simulation/latency",
                        "GET /simulation/faults");
    }

    @Test
    void whatDoesNotGoTogetherIsNotAskedAndARefusalIsAFailure() {
        // Given
        answers(503, "{\"code\": \"DATABASE_UNAVAILABLE\", \"detail\": \"no database\", \"hint\": \"Wait.\"}");

        // When
        var wrong = List.of(
                run("cutover", "all", "audit"), run("operations", "ledger", "--id", "1"), run("operations", "weather"));
        var refused = run("operations", "ledger");

        // Then
        assertThat(wrong).containsOnly(2);
        assertThat(refused).isEqualTo(1);
        assertThat(asked).containsExactly("GET /ledger/check");
    }
}
