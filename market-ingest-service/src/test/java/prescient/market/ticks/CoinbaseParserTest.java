package prescient.market.ticks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the spot exchange says, and what it must not say. */
class CoinbaseParserTest {

    private final CoinbaseParser parser = new CoinbaseParser();

    private static String ticker(String price, String time) {
        return """
                {"type":"ticker","sequence":5,"product_id":"BTC-USD","price":"%s","time":"%s","trade_id":7}""".formatted(price, time);
    }

    @Test
    void aTradeKeepsEveryDigitTheExchangesTimeAndItsZone() throws Exception {
        // When
        var utc = parser.read(ticker("118000.125", "2026-02-03T12:00:00.061769Z"));
        var eastern = parser.read(ticker("1", "2026-02-03T07:00:00-05:00"));

        // Then
        assertThat(utc)
                .isEqualTo(new SpotMessage.Tick(
                        "BTC-USD", Instant.parse("2026-02-03T12:00:00.061769Z"), "Z", new BigDecimal("118000.125"), 7));
        assertThat(eastern)
                .isEqualTo(new SpotMessage.Tick(
                        "BTC-USD", Instant.parse("2026-02-03T12:00:00Z"), "-05:00", BigDecimal.ONE, 7));
    }

    @Test
    void bothPassesOfTheAutumnNightsRepeatedHourAreSecondsOfTheirOwn() throws Exception {
        // When
        var first = (SpotMessage.Tick) parser.read(ticker("1", "2025-11-02T01:30:00-04:00"));
        var second = (SpotMessage.Tick) parser.read(ticker("1", "2025-11-02T01:30:00-05:00"));

        // Then
        assertThat(first.second()).isEqualTo(Instant.parse("2025-11-02T05:30:00Z"));
        assertThat(second.second()).isEqualTo(Instant.parse("2025-11-02T06:30:00Z"));
    }

    @Test
    void signsOfLifeRefusalsAndTheRestAreToldApart() throws Exception {
        assertThat(
                        parser.read(
                                "{\"type\":\"heartbeat\",\"product_id\":\"BTC-USD\",\"last_trade_id\":9,\"time\":\"2026-02-03T12:00:00Z\"}"))
                .isEqualTo(new SpotMessage.Heartbeat("BTC-USD", Instant.parse("2026-02-03T12:00:00Z"), 9));
        assertThat(parser.read("{\"type\":\"error\",\"message\":\"Failed to subscribe\",\"reason\":\"no such\"}"))
                .isEqualTo(new SpotMessage.Failure("Failed to subscribe: no such"));
        assertThat(parser.read("{\"type\":\"subscriptions\"}")).isEqualTo(new SpotMessage.Other());
        assertThat(parser.read("{}")).isEqualTo(new SpotMessage.Other());
    }

    @Test
    void whatIsNoPriceNoTimeOrNoJsonIsRefused() {
        for (var bad : List.of(
                "no json",
                ticker("0", "2026-02-03T12:00:00Z"),
                ticker("-1", "2026-02-03T12:00:00Z"),
                ticker("NaN", "2026-02-03T12:00:00Z"),
                ticker("1e9", "2026-02-03T12:00:00Z"),
                ticker("", "2026-02-03T12:00:00Z"),
                ticker("1", "2026-02-03T12:00:00"),
                ticker("1", ""),
                "{\"type\":\"ticker\",\"price\":\"1\",\"time\":\"2026-02-03T12:00:00Z\",\"trade_id\":7}",
                "{\"type\":\"heartbeat\",\"product_id\":\"BTC-USD\",\"time\":\"2026-02-03T12:00:00Z\"}")) {
            assertThatThrownBy(() -> parser.read(bad)).as(bad).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aSubscriptionNamesChannelsAndProducts() {
        assertThat(parser.subscription(Set.of("ETH-USD", "BTC-USD")))
                .isEqualTo("{\"type\":\"subscribe\",\"channels\":["
                        + "{\"name\":\"ticker\",\"product_ids\":[\"BTC-USD\",\"ETH-USD\"]},"
                        + "{\"name\":\"heartbeat\",\"product_ids\":[\"BTC-USD\",\"ETH-USD\"]}]}");
    }
}
