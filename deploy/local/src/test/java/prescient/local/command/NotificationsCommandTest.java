package prescient.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Notifications of a suite whose gateway is a fake. */
class NotificationsCommandTest extends GatewayTest {

    private static final String CHANNELS = """
        [{"channel": "webhook", "state": "failing", "waiting": 2, "undelivered": 1,
          "error": "the receiver answered 500"},
         {"channel": "mail", "state": "off", "waiting": 0, "undelivered": 0, "error": null}]\
        """;
    private static final String LIST = """
        {"items": [{"key": "k", "severity": "warning", "title": "Incident of feeds, warning",
          "told_at": "2026-03-02T12:00:00Z", "deliveries": {"webhook": {"state": "waiting"}}}],
         "next_cursor": null}\
        """;

    @Test
    void channelsAndNotificationsAreListed() {
        // Given
        answers(200, CHANNELS);
        then(200, LIST);

        // When
        var code = run("notifications", "--state", "waiting", "--limit", "5");

        // Then
        assertThat(code).isZero();
        assertThat(asked).containsExactly("GET /notifications/channels", "GET /notifications?limit=5&state=waiting");
        assertThat(output()).isEqualTo("""
            webhook   failing, 2 waiting, 1 given up, the receiver answered 500
            mail      off
            warning   2026-03-02T12:00:00Z  Incident of feeds, warning (webhook waiting)
            """);
    }

    @Test
    void asJsonItIsOneDocument() throws IOException {
        // Given
        answers(200, CHANNELS);
        then(200, LIST);

        // When
        var code = run("notifications", "--json");

        // Then
        assertThat(code).isZero();
        var json = new ObjectMapper().readTree(output());
        assertThat(json.at("/channels/0/state").asText()).isEqualTo("failing");
        assertThat(json.at("/notifications/0/key").asText()).isEqualTo("k");
    }

    @Test
    void aTestEndsWellOnlyWhenItArrives() {
        // Given
        answers(200, "[{\"channel\": \"webhook\", \"outcome\": \"delivered\", \"error\": null}]");

        // When
        var worked = run("notifications", "test");
        answers(200, "[{\"channel\": \"webhook\", \"outcome\": \"failed\", \"error\": \"no\"}]");
        var failed = run("notifications", "test");
        answers(200, "[{\"channel\": \"webhook\", \"outcome\": \"off\", \"error\": null}]");
        var off = run("notifications", "test");

        // Then
        assertThat(worked).isZero();
        assertThat(failed).isNotZero();
        assertThat(off).isNotZero();
        assertThat(asked).allMatch(request -> request.startsWith("POST /notifications/test"));
        assertThat(output()).contains("webhook   delivered", "webhook   failed: no", "webhook   off");
    }
}
