package prescient.market.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.market.testing.Kalshi;

class KalshiParserTest {

    private static final String TICKER = "KXHIGHNY-26FEB03-B34.5";

    private final KalshiParser parser = new KalshiParser();

    private GammaParser.MarketPage read(String answer) throws IOException {
        return parser.markets(answer.getBytes(StandardCharsets.UTF_8), "page");
    }

    private VenueMarket market(String status, String result, String prices) throws IOException {
        return read(Kalshi.markets(Kalshi.market(TICKER, status, result, prices)))
                .markets()
                .getFirst();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"yes_ask_dollars\":\"0.3400\",\"no_ask_dollars\":\"0.6900\" | 0.3400 | 0.6900",
                "\"yes_ask_dollars\":\"0.3415\",\"yes_bid_dollars\":\"0.3100\" | 0.3415 | 0.6900",
                "\"yes_ask\":34,\"no_ask\":69 | 0.34 | 0.69",
                "\"yes_bid\":31,\"no_bid\":66 | 0.34 | 0.69",
                "\"yes_ask\":34,\"yes_bid\":31,\"yes_ask_dollars\":\"0.3500\" | 0.3500 | 0.69",
                "\"yes_ask\":100,\"yes_bid\":99,\"no_bid\":0,\"no_ask\":1 | 1 | 0.01",
                "\"yes_ask\":1,\"yes_bid\":0,\"no_bid\":99,\"no_ask\":100 | 0.01 | 1"
            })
    void anOpenMarketCostsWhatIsAsked(String prices, BigDecimal yes, BigDecimal no) throws IOException {
        // When
        var quote = market("active", "", prices).quote();

        // Then
        assertThat(quote.yes()).isEqualByComparingTo(yes);
        assertThat(quote.no()).isEqualByComparingTo(no);
        assertThat(quote.resolution()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"active, 0, 100", "closed, 34, 36", "closed, 0, 100", "determined, 99, 100", "unopened, 34, 36"})
    void withoutOffersOrBeforeTheResultThereAreNoPrices(String status, int bid, int ask) throws IOException {
        // When
        var market = market(
                status,
                status.equals("determined") ? "yes" : "",
                "\"yes_bid\":%d,\"yes_ask\":%d,\"last_price\":50".formatted(bid, ask));

        // Then
        assertThat(market.quote().yes()).isNull();
        assertThat(market.quote().no()).isNull();
        assertThat(market.quote().resolution()).isNull();
        assertThat(market.closed()).isEqualTo(!status.equals("active") && !status.equals("unopened"));
        assertThat(market.acceptingOrders()).isEqualTo(status.equals("active"));
    }

    @ParameterizedTest
    @CsvSource({"finalized, yes, 1", "finalized, no, 0", "settled, yes, 1"})
    void aResultIsFinalOnceTheVenueSaysSo(String status, String result, int yes) throws IOException {
        // When
        var market = market(status, result, "\"yes_bid\":0,\"yes_ask\":100");

        // Then
        assertThat(market.quote().resolution()).isEqualTo(result);
        assertThat(market.quote().yes()).isEqualByComparingTo(BigDecimal.valueOf(yes));
        assertThat(market.closed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "void", ""})
    void whatPaysOtherwiseIsPutAside(String result) throws IOException {
        // When
        var page = read(Kalshi.markets(Kalshi.market(TICKER, "finalized", result, "\"yes_ask\":100")));

        // Then
        assertThat(page.markets().getFirst().resolution()).isEmpty();
        assertThat(page.defects()).singleElement().satisfies(defect -> {
            assertThat(defect.position()).isEqualTo("market " + TICKER);
            assertThat(defect.loss()).isFalse();
        });
    }

    @Test
    void everyFieldIsTakenFromItsPlace() throws IOException {
        // When
        var market = market("active", "", "\"yes_ask\":34,\"yes_bid\":31");

        // Then
        assertThat(market.id()).isEqualTo(TICKER);
        assertThat(market.venueName()).isEqualTo("kalshi");
        assertThat(market.question()).isEqualTo("Highest temperature?: 34° to 35°");
        assertThat(market.event()).isEqualTo(new VenueMarket.Parent("KXHIGHNY-26FEB03", null, "2026-02-04T04:59:00Z"));
        assertThat(market.endDate()).isEqualTo("2026-02-04T04:59:00Z");
        assertThat(market.figures().letters()).isEqualTo("mmm");
        assertThat(market.payload()).contains("\"ticker\":\"" + TICKER + "\"");
    }

    @Test
    void aMarketWithoutATickerCostsOnlyItself() throws IOException {
        // When
        var page = read(Kalshi.markets("{\"status\":\"active\"}", Kalshi.open(TICKER, 34, 31)));

        // Then
        assertThat(page.markets()).hasSize(1);
        assertThat(page.defects())
                .singleElement()
                .satisfies(defect -> assertThat(defect.loss()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"markets\":{}}", "{\"markets\":[{\"yes_ask\":NaN}]}", "null"})
    void whatIsNoListOfMarketsIsUnreadable(String answer) {
        assertThatThrownBy(() -> read(answer)).isInstanceOf(IOException.class);
    }
}
