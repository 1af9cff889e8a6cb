package prescient.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Listening on a suite whose gateway is a fake, which ends each stream after what it has to say. */
class StreamCommandTest extends GatewayTest {

    private static final String FIRST = """
            event:stream
            retry:1000
            data:{"state":"live"}

            : a comment
            id:7~1.0
            event:beat
            data:{"at":"2026-01-01T00:00:00Z"}

            id:8~1.0
            event:trade
            data:{"trade_id":"t1","signal_id":null,"status":"open"}

            """;
    private static final String SECOND = """
            id:9~1.0
            event:status
            data:{"system_health":"degraded","components":{"trade_service":"offline"}}

            id:10~1.0
            event:trade
            data:{"trade_id":"t2","status":"open"}

            """;

    @Test
    void eventsAreLinesAndAStreamThatEndsIsGoneOnWith() {
        // Given
        answers(200, FIRST);
        then(503, "{}");
        then(200, SECOND);

        // When
        var code = run("stream", "--events", "3", "--pause", "1");

        // Then
        assertThat(code).isZero();
        assertThat(output()).isEqualTo("""
                stream  state=live
                trade   trade_id=t1 status=open
                status  system_health=degraded components={"trade_service":"offline"}
                """);
        assertThat(ids).containsExactly("", "8~1.0", "8~1.0");
    }

    @Test
    void asJsonEachEventIsADocumentInALine() throws IOException {
        // Given
        answers(200, SECOND);

        // When
        var code = run("stream", "--json", "--events", "2", "--after", "8~1.0");

        // Then
        assertThat(code).isZero();
        var last = new ObjectMapper().readTree(output().lines().toList().getLast());
        assertThat(last.path("event").asText()).isEqualTo("trade");
        assertThat(last.path("id").asText()).isEqualTo("10~1.0");
        assertThat(last.at("/data/trade_id").asText()).isEqualTo("t2");
        assertThat(ids).containsExactly("8~1.0");
    }

    @Test
    void whatIsRefusedForGoodEndsIt() {
        // Given
        answers(400, """
                {"code": "INVALID_PARAMETER", "detail": "no such id", "hint": "Begin anew."}""");

        // When
        var code = run("stream", "--after", "x");

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(asked).containsExactly("GET /trading/stream");
    }
}
