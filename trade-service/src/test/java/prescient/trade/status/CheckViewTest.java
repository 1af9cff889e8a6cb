package prescient.trade.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import prescient.trade.status.SuiteStatus.Component;

class CheckViewTest {

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Component> components = new LinkedHashMap<>();

    @Test
    void booksThatDoNotBalanceAndOldDataAreTold() throws IOException {
        // Given
        checks("portfolio_service", "ledger", "{\"state\":\"not balanced\",\"entries\":40,\"differences\":2}");
        checks(
                "market_ingest_service",
                "feeds",
                "{\"events_age_seconds\":901,\"events_rows\":7,\"prices_problem\":\"timeout\"}");
        checks("trade_service", "backup", "{\"state\":\"old\",\"age_s\":90000}");
        checks("supervising", "supervisor", "{\"state\":\"dead\"}");
        checks("matching", "exchange", "{\"state\":\"on time\"}");
        checks("copying", "account_sync", "{\"state\":\"degraded\"}");
        checks("signal_service", "token", "{\"state\":\"refused\",\"refused_by\":\"127.0.0.1:20501\"}");

        // When
        var alerts = new CheckView(components).alerts();

        // Then
        assertThat(alerts)
                .containsExactly(
                        "the books are not balanced: 2 differences",
                        "supervisor is dead",
                        "account sync is degraded",
                        "the token of signal_service is refused by 127.0.0.1:20501",
                        "feed events is stale: read 901 s ago",
                        "feed prices is incomplete: timeout",
                        "the last verified backup is too old");
    }

    @Test
    void whatIsInOrderOrNotKnownIsNoAlert() throws IOException {
        // Given
        checks("portfolio_service", "ledger", "{\"state\":\"not checked yet\"}");
        checks("market_ingest_service", "feeds", "{\"events_age_seconds\":900,\"events_rows\":7}");
        checks("trade_service", "backup", "{\"state\":\"old\"}");
        checks("signal_service", "backup", "{\"state\":\"ok\"}");
        components.put("forecast_service", Component.offline("http://127.0.0.1:1"));

        // When
        var alerts = new CheckView(components).alerts();

        // Then
        assertThat(alerts).isEqualTo(List.of());
    }

    private void checks(String service, String check, String data) throws IOException {
        JsonNode found = json.createObjectNode().set("data", json.readTree(data));
        components.put(service, Component.of("http://127.0.0.1:1", true, Map.of(check, found)));
    }
}
