package prescient.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSettingsTest {

    private final ObjectMapper json = JsonSettings.mapper();

    record Sample(String marketId, int count, BigDecimal price, Instant at) {}

    @Test
    void namesAreSnakeCaseNumbersPlainAndTimesRfc3339() throws JsonProcessingException {
        // Given
        var sample = new Sample("1", 2, new BigDecimal("1E-7"), Instant.parse("2025-10-15T16:10:00Z"));

        // When
        var text = json.writeValueAsString(sample);

        // Then
        assertThat(text)
                .isEqualTo("{\"market_id\":\"1\",\"count\":2,\"price\":0.0000001,\"at\":\"2025-10-15T16:10:00Z\"}");
        assertThat(json.readValue(text, Sample.class).price()).isEqualByComparingTo(sample.price());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"market_id\":1,\"count\":2,\"price\":0.5,\"at\":\"2025-10-15T16:10:00Z\"}",
                "{\"market_id\":\"1\",\"count\":\"2\",\"price\":0.5,\"at\":\"2025-10-15T16:10:00Z\"}",
                "{\"market_id\":\"1\",\"count\":2.5,\"price\":0.5,\"at\":\"2025-10-15T16:10:00Z\"}",
                "{\"market_id\":\"1\",\"count\":2,\"price\":\"0.5\",\"at\":\"2025-10-15T16:10:00Z\"}",
                "{\"market_id\":\"1\",\"count\":2,\"price\":NaN,\"at\":\"2025-10-15T16:10:00Z\"}",
                "{\"market_id\":\"1\",\"count\":2,\"price\":0.5,\"at\":\"yesterday\"}",
                "{\"market_id\":\"1\",\"count\":2,\"price\":0.5,\"at\":\"2025-10-15T16:10:00Z\",\"more\":1}",
                "{\"market_id\":\"1\",\"count\":null,\"price\":0.5,\"at\":\"2025-10-15T16:10:00Z\"}",
                "{\"market_id\":\"1\",\"count\":2,\"price\":0.5,\"at\":\"2025-10-15T16:10:00Z\"} trailing"
            })
    void nothingIsGuessed(String text) {
        assertThatThrownBy(() -> json.readValue(text, Sample.class)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void fractionsInTreesAreExact() throws JsonProcessingException {
        assertThat(json.readTree("0.12345678901234567890").decimalValue())
                .isEqualTo(new BigDecimal("0.12345678901234567890"));
    }
}
