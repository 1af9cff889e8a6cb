package prescient.trail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.logging.json.runtime.JsonFormatter;
import java.util.Map;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.testing.TrailRecorder;

class TrailTest {

    @RegisterExtension
    final TrailRecorder trail = new TrailRecorder();

    @AfterEach
    void forget() {
        MDC.clear();
    }

    @Test
    void aLineCarriesItsFieldsAndNoneThatAreMissing() {
        // When
        Trail.of("orderId", "o1").and("tradeId", "t1").and("signalId", null).tell("order ended");

        // Then
        assertThat(trail.lines()).containsExactly(Map.of("orderId", "o1", "tradeId", "t1", "message", "order ended"));
    }

    @Test
    void inJsonTheFieldsAreUnderOneKey() throws Exception {
        // Given
        Trail.of("orderId", "o1").and("tradeId", "t1").tell("order ended");

        // When
        var json = new ObjectMapper()
                .readTree(new JsonFormatter().format(trail.records().getFirst()));

        // Then
        assertThat(json.path("message").asText()).isEqualTo("order ended");
        assertThat(json.path("loggerName").asText()).isEqualTo(Trail.CATEGORY);
        assertThat(json.path("mdc").path("tradeId").asText()).isEqualTo("t1");
        assertThat(json.path("mdc").path("orderId").asText()).isEqualTo("o1");
    }

    @Test
    void whatTheThreadCarriedIsThereAgainAfterwards() {
        // Given
        MDC.put("tradeId", "outer");

        // When
        Trail.of("orderId", "o1").and("tradeId", "inner").tell("order ended");

        // Then
        assertThat(MDC.get("tradeId")).isEqualTo("outer");
        assertThat(MDC.get("orderId")).isNull();
    }
}
