package prescient.venuesim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The spot exchange's socket, and the faults on it. */
class CoinbaseSocketTest {

    private static final String SUBSCRIBE = """
            {"type":"subscribe","channels":[{"name":"ticker","product_ids":["BTC-USD"]},
            {"name":"heartbeat","product_ids":["BTC-USD"]}]}""";

    private final TestClock clock = new TestClock();
    private final VenueSim venue = VenueSim.start(clock.small(5, 5).withSeed(3));
    private final SimUser user = new SimUser(venue);
    private final SocketUser socket = new SocketUser(venue, "/coinbase");

    @AfterEach
    void stop() {
        socket.close();
        user.close();
    }

    private void fault(String kind, int count) throws Exception {
        assertThat(user.post(
                        "/sim/faults", "{\"kind\":\"%s\",\"path\":\"/coinbase\",\"count\":%d}".formatted(kind, count)))
                .isEqualTo(200);
    }

    /** Subscribes, and hears the last tick and the answer. */
    private void subscribe() throws Exception {
        socket.say(SUBSCRIBE);
        socket.hear("subscriptions");
    }

    /** The ticks of the next so many seconds, as they are heard. */
    private List<JsonNode> ticksOf(Duration time) throws Exception {
        clock.advance(time);
        return socket.hearUntil(message -> message.path("type").asText().equals("heartbeat"));
    }

    private List<Tick> truth(Duration time) {
        return venue.ticks("BTC-USD", TestClock.START, TestClock.START.plus(time));
    }

    @Test
    void aSubscriptionBeginsWithTheLastTradeAndIsConfirmed() throws Exception {
        // When
        socket.say(SUBSCRIBE);
        var first = socket.hear();
        var second = socket.hear();

        // Then
        assertThat(first.path("type").asText()).isEqualTo("ticker");
        assertThat(first.path("price").isTextual()).isTrue();
        assertThat(Instant.parse(first.path("time").asText())).isBeforeOrEqualTo(TestClock.START);
        assertThat(second.toString())
                .contains("\"type\":\"subscriptions\"", "\"name\":\"ticker\"", "\"product_ids\":[\"BTC-USD\"]");
    }

    @Test
    void ticksFollowThePathOnTheSimulatorsClock() throws Exception {
        // Given
        subscribe();

        // When
        var heard = ticksOf(Duration.ofSeconds(30));

        // Then
        var truth = truth(Duration.ofSeconds(30));
        assertThat(truth).hasSizeBetween(20, 90);
        assertThat(heard).hasSameSizeAs(truth);
        for (int i = 0; i < truth.size(); i++) {
            assertThat(heard.get(i).path("price").asText())
                    .isEqualTo(truth.get(i).price().toPlainString());
            assertThat(heard.get(i).path("time").asText())
                    .isEqualTo(truth.get(i).at().toString());
            assertThat(heard.get(i).path("sequence").asLong())
                    .isEqualTo(truth.get(i).sequence());
        }
    }

    @Test
    void theSameSeedHasTheSamePathAndAnotherOneAnother() {
        try (var same = VenueSim.start(clock.small(5, 5).withSeed(3));
                var other = VenueSim.start(clock.small(5, 5).withSeed(4))) {
            var until = TestClock.START.plusSeconds(60);
            assertThat(same.ticks("BTC-USD", TestClock.START, until)).isEqualTo(truth(Duration.ofSeconds(60)));
            assertThat(other.ticks("BTC-USD", TestClock.START, until)).isNotEqualTo(truth(Duration.ofSeconds(60)));
        }
    }

    @Test
    void whatCannotBeSubscribedToIsRefusedByName() throws Exception {
        // When
        socket.say("{\"type\":\"subscribe\",\"channels\":[{\"name\":\"ticker\",\"product_ids\":[\"TULIP-USD\"]}]}");
        var tulip = socket.hear("error");
        socket.say("no json");
        var text = socket.hear("error");

        // Then
        assertThat(tulip.path("reason").asText()).isEqualTo("TULIP-USD is not a valid product");
        assertThat(text.path("reason").asText()).isEqualTo("the message is no JSON");
    }

    @Test
    void aMessageComesTwice() throws Exception {
        // Given
        subscribe();
        fault("duplicate_message", 1);

        // When
        var heard = ticksOf(Duration.ofSeconds(10));

        // Then
        assertThat(heard).hasSize(truth(Duration.ofSeconds(10)).size() + 1);
        assertThat(heard.get(1)).isEqualTo(heard.get(0));
    }

    @Test
    void aMessageComesAfterTheNextOne() throws Exception {
        // Given
        subscribe();
        fault("reorder_message", 1);

        // When
        var heard = ticksOf(Duration.ofSeconds(10));

        // Then
        var truth = truth(Duration.ofSeconds(10));
        assertThat(heard.get(0).path("sequence").asLong())
                .isEqualTo(truth.get(1).sequence());
        assertThat(heard.get(1).path("sequence").asLong())
                .isEqualTo(truth.get(0).sequence());
        assertThat(heard).hasSameSizeAs(truth);
    }

    @Test
    void aMessageIsLost() throws Exception {
        // Given
        subscribe();
        fault("drop_message", 2);

        // When
        var heard = ticksOf(Duration.ofSeconds(10));

        // Then
        var truth = truth(Duration.ofSeconds(10));
        assertThat(heard).hasSize(truth.size() - 2);
        assertThat(heard.getFirst().path("sequence").asLong())
                .isEqualTo(truth.get(2).sequence());
    }

    @Test
    void aSlowMessageHoldsUpThoseBehindItAndKeepsTheirOrder() throws Exception {
        // Given
        subscribe();
        assertThat(user.post("/sim/faults", "{\"kind\":\"slow\",\"path\":\"/coinbase\",\"count\":1,\"delay_ms\":150}"))
                .isEqualTo(200);

        // When
        var began = System.nanoTime();
        var heard = ticksOf(Duration.ofSeconds(5));

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
        assertThat(heard.stream().map(tick -> tick.path("sequence").asLong()))
                .containsExactlyElementsOf(truth(Duration.ofSeconds(5)).stream()
                        .map(Tick::sequence)
                        .toList());
    }

    @Test
    void theSocketIsCut() throws Exception {
        // Given
        subscribe();
        fault("cut_socket", 1);

        // When
        clock.advance(Duration.ofSeconds(10));

        // Then
        assertThat(socket.hear("closed").path("code").asInt()).isEqualTo(1011);
        try (var again = new SocketUser(venue, "/coinbase")) {
            again.say(SUBSCRIBE);
            assertThat(again.hear("ticker").path("product_id").asText()).isEqualTo("BTC-USD");
        }
    }

    @Test
    void aSilentSocketStaysOpenAndSaysNothingMore() throws Exception {
        // Given
        subscribe();
        fault("silent_socket", 1);

        // When
        clock.advance(Duration.ofSeconds(10));
        await().until(() ->
                user.status().path("faults_served").path("silent_socket").asInt() == 1);
        clock.advance(Duration.ofSeconds(10));
        try (var other = new SocketUser(venue, "/coinbase")) {
            other.say(SUBSCRIBE);
            other.hear("subscriptions");
        }

        // Then
        assertThat(socket.isQuiet()).isTrue();
    }

    @Test
    void aHandshakeFailsAsAnyRequestMay() throws Exception {
        // Given
        fault("http_500", 1);

        // Then
        assertThat(user.get("/coinbase/other").statusCode()).isEqualTo(500);
    }
}
