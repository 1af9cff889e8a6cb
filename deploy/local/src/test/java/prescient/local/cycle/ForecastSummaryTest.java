package prescient.local.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ForecastSummaryTest {

    private static JsonNode cycle(String status) throws JsonProcessingException {
        return new ObjectMapper().readTree("""
                {"cycle_id": "forecast-1", "status": "%s", "steps": [
                {"name": "pulse", "status": "completed", "counts": {"cities": 4, "snapshots": 8}},
                {"name": "decision", "status": "%s", "counts": {}, "message": "the venue is silent"}]}
                """.formatted(status, status));
    }

    @Test
    void figuresComeFromTheStepsThatKnowThem() throws JsonProcessingException {
        // When
        var summary = ForecastSummary.of(cycle("completed"));

        // Then
        assertThat(summary.path("cities").asInt()).isEqualTo(4);
        assertThat(summary.path("snapshots").asInt()).isEqualTo(8);
        assertThat(summary.path("chosen").isNull()).isTrue();
        assertThat(summary.path("cycle_id").asText()).isEqualTo("forecast-1");
        assertThat(summary.path("steps")).hasSize(2);
        assertThat(ForecastSummary.line(cycle("completed"))).startsWith("forecast-1 completed: cities=4 snapshots=8");
    }

    @Test
    void aFailureIsTheFirstFailedStepOrWhyThereIsNoCycle() throws JsonProcessingException {
        // Given
        var none = ForecastSummary.none("failed", "the cycle did not end");

        // Then
        assertThat(CycleSummary.failure(cycle("failed"))).isEqualTo("step decision: the venue is silent");
        assertThat(CycleSummary.failure(none)).isEqualTo("the cycle did not end");
        assertThat(ForecastSummary.of(none).path("message").asText()).isEqualTo("the cycle did not end");
        assertThat(ForecastSummary.of(none).path("status").asText()).isEqualTo("failed");
    }
}
