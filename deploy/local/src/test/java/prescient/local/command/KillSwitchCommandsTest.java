package prescient.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The kill switch on a suite whose gateway is a fake. */
class KillSwitchCommandsTest extends GatewayTest {

    private static final String TAKEN = """
            {"stopped": true, "durable": true, "order": {"id": "s1", "actions": ["stop_entries"], "results": []}}""";
    private static final String PREVIEW = """
            {"stops_entries": true, "cancel_count": 1, "close_count": 1, "cost": 6.00, "value": 5.5, "unvalued": 0,
             "cancels": [{"part": "desk", "order_id": "t1-open", "trade_id": "t1", "market": "KX-1", "amount": 3.60}],
             "closes": [{"part": "paper", "trade_id": "t2", "market": "m2", "side": "buy_yes", "count": 10,
               "cost": 6.00, "value": 5.5}], "unreadable": ["desk trades: no database"]}""";

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void entriesAreStoppedAndTheRestOnlyWhenItIsWanted() {
        // Given
        answers(201, TAKEN);

        // When
        var plain = run("stop-trading", "--id", "s1", "--reason", "why");
        var everything = run("stop-trading", "--id", "s2", "--reason", "why", "--cancel", "--flatten");
        var once = run("stop-trading", "--id", "s3", "--reason", "why", "--flatten", "--keep-entries");

        // Then
        assertThat(List.of(plain, everything, once)).containsOnly(0);
        assertThat(asked)
                .containsExactly(
                        "POST /kill-switch {\"actions\":[\"stop_entries\"],\"id\":\"s1\",\"reason\":\"why\"}",
                        "POST /kill-switch {\"actions\":[\"stop_entries\",\"cancel_orders\",\"flatten\"],"
                                + "\"id\":\"s2\",\"reason\":\"why\"}",
                        "POST /kill-switch {\"actions\":[\"flatten\"],\"id\":\"s3\",\"reason\":\"why\"}");
        assertThat(output()).contains("no position is opened any more", "order     s1");
    }

    @Test
    void aDryRunTellsWhatWouldHappenAndStopsNothing() {
        // Given
        answers(200, PREVIEW);

        // When
        var code = run("stop-trading", "--dry-run", "--cancel", "--flatten");

        // Then
        assertThat(code).isZero();
        assertThat(asked)
                .containsExactly(
                        "POST /kill-switch/preview {\"actions\":[\"stop_entries\",\"cancel_orders\",\"flatten\"]}");
        assertThat(output()).isEqualTo("""
                no position would be opened
                cancel    desk   t1-open, KX-1: 3.60 dollars
                sell      paper  t2, 10 buy_yes of m2: cost 6.00, would bring 5.5
                1 orders cancelled, 1 positions sold for about 5.5 dollars (cost 6.00); 0 without a known price
                unknown   desk trades: no database
                """);
    }

    @Test
    void aReleaseIsAskedForAndShownAsJson() throws IOException {
        // Given
        answers(201, TAKEN);

        // When
        var code = run("release-trading", "--id", "r1", "--reason", "all is well", "--json");

        // Then
        assertThat(code).isZero();
        assertThat(asked).containsExactly("POST /kill-switch/release {\"id\":\"r1\",\"reason\":\"all is well\"}");
        assertThat(json.readTree(output()).at("/order/id").asText()).isEqualTo("s1");
    }

    @Test
    void aRefusalAndNothingToAskForAreFailures() {
        // Given
        answers(409, """
                {"code": "CONTENT_DIFFERS", "detail": "order s1 asked for something else", "hint": "Use a new id."}""");

        // When
        var refused = run("stop-trading", "--id", "s1");
        var nothing = run("stop-trading", "--keep-entries");

        // Then
        assertThat(refused).isEqualTo(1);
        assertThat(nothing).isEqualTo(2);
        assertThat(asked).hasSize(1);
    }
}
