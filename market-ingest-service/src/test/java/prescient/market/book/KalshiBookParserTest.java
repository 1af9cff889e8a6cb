package prescient.market.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the venue says about hours and books. */
class KalshiBookParserTest {

    private final KalshiBookParser parser = new KalshiBookParser();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String event(String ticker, String closes) {
        return """
                {"event_ticker":"%s","strike_date":"%s","markets":[
                {"ticker":"%s-T250.99","floor_strike":250.99,"close_time":"%s","status":"active","yes_bid_dollars":"0.4000",
                "no_bid_dollars":"0.5500","volume_fp":"12.00","yes_sub_title":"$251 or above"},
                {"ticker":"%s-T0.99","floor_strike":0.99,"close_time":"%s","status":"active","yes_bid_dollars":"0.9900",
                "no_bid_dollars":"0.0000","volume_fp":"0.00"}]}""".formatted(ticker, closes, ticker, closes, ticker, closes);
    }

    @Test
    void aSnapshotMayLackASideAndChangesAreSigned() throws Exception {
        // When
        var snapshot = (BookMessage.Snapshot) parser.message("""
                {"type":"orderbook_snapshot","sid":2,"seq":7,"msg":{"market_ticker":"A-1",
                "yes_dollars_fp":[["0.0800","300.00"],["0.2200","333.50"]],"no_dollars_fp":null}}""");
        var delta = (BookMessage.Delta) parser.message("""
                {"type":"orderbook_delta","sid":2,"seq":8,"msg":{"market_ticker":"A-1","price_dollars":"0.960",
                "delta_fp":"-54.00","side":"no"}}""");

        // Then
        assertThat(snapshot.yes().pairs()).hasToString("[[0.22, 333.5], [0.08, 300]]");
        assertThat(snapshot.no().pairs()).isEmpty();
        assertThat(delta.by()).isEqualByComparingTo("-54");
        assertThat(delta.side()).isEqualTo(Book.Side.NO);
        assertThat(delta.seq()).isEqualTo(8);
    }

    @Test
    void theEventThatIsOnIsTheListedOneThatClosesNext() throws Exception {
        // Given the autumn night, in which counting hours would name an event the venue does not list
        var now = Instant.parse("2025-11-02T05:30:00Z");
        var list = "{\"events\":[%s,%s,%s],\"cursor\":\"\"}"
                .formatted(
                        event("KXBTCD-25NOV0203", "2025-11-02T08:00:00Z"),
                        event("KXBTCD-25NOV0202", "2025-11-02T07:00:00Z"),
                        event("KXBTCD-25NOV0201", "2025-11-02T05:00:00Z"));

        // When
        var event = parser.openEvent(bytes(list), "KXBTCD", now).orElseThrow();

        // Then
        assertThat(event.eventTicker()).isEqualTo("KXBTCD-25NOV0202");
        assertThat(event.closeTime()).isEqualTo("2025-11-02T07:00:00Z");
        assertThat(event.markets())
                .extracting(HourlyMarket::ticker)
                .containsExactly("KXBTCD-25NOV0202-T0.99", "KXBTCD-25NOV0202-T250.99");
        assertThat(event.markets().getLast().yesBid()).isEqualByComparingTo("0.4");
    }

    @Test
    void theGridOfPricesIsTheMarketsOwnAndSaidInItsRangesOnly() throws Exception {
        // Given a market with finer steps at its edges, and one that does not tell
        var told = event("KXBTCD-25NOV0202", "2025-11-02T07:00:00Z")
                .replaceFirst(
                        "\"status\"",
                        "\"price_level_structure\":\"linear_cent\",\"price_ranges\":["
                                + "{\"start\":\"0.0000\",\"end\":\"0.1000\",\"step\":\"0.0010\"},"
                                + "{\"start\":\"0.1000\",\"end\":\"1.0000\",\"step\":\"0.0100\"}],\"status\"");

        // When
        var markets = parser.openEvent(bytes("{\"events\":[" + told + "]}"), "KXBTCD", Instant.EPOCH)
                .orElseThrow()
                .markets();

        // Then
        assertThat(markets.getFirst().priceRanges()).isEmpty();
        assertThat(markets.getLast().priceRanges())
                .containsExactly(
                        new PriceRange(BigDecimal.ZERO, new BigDecimal("0.1"), new BigDecimal("0.001")),
                        new PriceRange(new BigDecimal("0.1"), BigDecimal.ONE, new BigDecimal("0.01")));
        var backwards = told.replace("\"start\":\"0.1000\"", "\"start\":\"1.1000\"");
        assertThatThrownBy(() -> parser.openEvent(bytes("{\"events\":[" + backwards + "]}"), "KXBTCD", Instant.EPOCH))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no range of prices");
    }

    @Test
    void withoutAnOpenEventThereIsNone() throws Exception {
        assertThat(parser.openEvent(bytes("{\"events\":[]}"), "KXBTCD", Instant.EPOCH))
                .isEmpty();
        assertThatThrownBy(() -> parser.openEvent(bytes("{}"), "KXBTCD", Instant.EPOCH))
                .isInstanceOf(IOException.class);
    }

    @Test
    void b21TheContractsHourIsNewYorksWhateverTheDate() {
        assertThat(HourTicker.of("KXBTCD-25JUL2216-T118749.99").orElseThrow().contract())
                .isEqualTo("BTC 4pm");
        assertThat(HourTicker.of("KXBTCD-26JAN2216").orElseThrow().contract()).isEqualTo("BTC 4pm");
        assertThat(HourTicker.of("KXBTCD-25JUL2300").orElseThrow().contract()).isEqualTo("BTC 12am");
        assertThat(HourTicker.of("KXETHD-25JUL2312").orElseThrow().contract()).isEqualTo("ETH 12pm");
        assertThat(HourTicker.of("KXBTCD-25JUL2223").orElseThrow().hour())
                .isEqualTo(LocalDateTime.of(2025, 7, 22, 23, 0));
        assertThat(HourTicker.of("KXHIGHNY-26FEB03")).isEmpty();
        assertThat(HourTicker.of("KXBTCD")).isEmpty();
    }

    @Test
    void whatIsNoBookNoPriceOrNoSideIsRefused() {
        for (var bad : List.of(
                "no json",
                "{\"type\":\"orderbook_snapshot\",\"sid\":1,\"seq\":1,\"msg\":{}}",
                "{\"type\":\"orderbook_snapshot\",\"sid\":1,\"seq\":1,\"msg\":{\"market_ticker\":\"A\",\"yes_dollars_fp\":[[\"NaN\",\"1\"]]}}",
                "{\"type\":\"orderbook_delta\",\"sid\":1,\"seq\":1,\"msg\":{\"market_ticker\":\"A\",\"price_dollars\":\"0.1\",\"delta_fp\":\"1\",\"side\":\"both\"}}",
                "{\"type\":\"orderbook_delta\",\"sid\":1,\"seq\":1,\"msg\":{\"market_ticker\":\"A\",\"price_dollars\":\"\",\"delta_fp\":\"1\",\"side\":\"yes\"}}")) {
            assertThatThrownBy(() -> parser.message(bad)).as(bad).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> parser.book(bytes("{}"), "A", Instant.EPOCH)).isInstanceOf(IOException.class);
    }

    @Test
    void commandsAreWrittenAsTheVenueReadsThem() {
        assertThat(parser.subscribe(1, List.of("orderbook_delta"), List.of("A", "B")))
                .isEqualTo("{\"id\":1,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"orderbook_delta\"],"
                        + "\"market_tickers\":[\"A\",\"B\"]}}");
        assertThat(parser.snapshots(2, 7, List.of("A")))
                .isEqualTo("{\"id\":2,\"cmd\":\"update_subscription\",\"params\":{\"sids\":[7],"
                        + "\"action\":\"get_snapshot\",\"market_tickers\":[\"A\"]}}");
        assertThat(parser.unsubscribe(3, List.of(7)))
                .isEqualTo("{\"id\":3,\"cmd\":\"unsubscribe\",\"params\":{\"sids\":[7]}}");
    }
}
