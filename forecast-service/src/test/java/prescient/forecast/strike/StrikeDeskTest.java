package prescient.forecast.strike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prescient.forecast.ServiceTest;
import prescient.forecast.outside.Simulated;
import prescient.forecast.probability.ProbabilityDesk;
import prescient.problem.Refused;
import prescient.problem.RequestProblem;

/** The strike table from price, books and fingerprints. */
@QuarkusTest
class StrikeDeskTest extends ServiceTest {

    /** Half past eleven in the evening in New York. */
    private static final Instant NOW = Instant.parse("2025-07-29T03:30:00Z");

    private static final Instant MIDNIGHT = Instant.parse("2025-07-29T04:00:00Z");

    @Inject
    ProbabilityDesk probabilities;

    private final Feed market = new Feed();

    /** market-ingest-service with a price and a few markets. */
    private static final class Feed implements MarketHttp {

        private @Nullable Latest price;
        private boolean away;
        private String series = "S";
        private final Instant closes = MIDNIGHT;
        private final List<Market> markets = new ArrayList<>();
        private final List<String> asked = new ArrayList<>();

        @Override
        public Uni<Latest> latest(String symbol) {
            asked.add(symbol);
            if (away) {
                return Uni.createFrom().failure(new ConnectException("refused"));
            }
            return price == null ? missing() : Uni.createFrom().item(price);
        }

        @Override
        public Uni<Hour> hour() {
            return markets.isEmpty()
                    ? missing()
                    : Uni.createFrom().item(new Hour("S-25JUL2900", series, closes, List.copyOf(markets)));
        }

        private static <T> Uni<T> missing() {
            return Uni.createFrom().failure(new WebApplicationException(404));
        }

        void list(int strike, String yesBid, String noBid, int volume) {
            list(strike, yesBid, noBid, volume, "active");
        }

        void list(int strike, String yesBid, String noBid, int volume, String status) {
            var floor = new BigDecimal(strike).subtract(new BigDecimal("0.01"));
            markets.add(new Market(
                    "S-25JUL2900-T" + floor,
                    floor,
                    closes,
                    status,
                    new BigDecimal(yesBid),
                    new BigDecimal(noBid),
                    new BigDecimal(volume)));
        }
    }

    /** Upwards 40 % of moves are of 0 % or more and 10 % of 2 % or more; downwards 60 and 20. */
    @BeforeEach
    void fingerprints() throws SQLException {
        execute("INSERT INTO fingerprint_sets (symbol, set_name, origin, stored_at)"
                + " VALUES ('STK', 'one', 'imported', now())");
        execute("INSERT INTO fingerprints (symbol, set_name, bucket, thresholds, up, down) SELECT 'STK', 'one', b,"
                + " ARRAY[0.0, 2.0], array_agg(CASE WHEN i % 2 = 1 THEN 40 ELSE 10 END ORDER BY i),"
                + " array_agg(CASE WHEN i % 2 = 1 THEN 60 ELSE 20 END ORDER BY i)"
                + " FROM generate_series(1, 120) i, generate_series(-30, 30) b GROUP BY b");
        execute("INSERT INTO fingerprint_choice (symbol, set_name, chosen_at) VALUES ('STK', 'one', now())");
        market.price = price("100000", NOW, null);
        market.list(101000, "0.2", "0", 0);
        market.list(99000, "0.55", "0.40", 1200);
        market.list(100000, "0.5", "0.5", 10, "closed");
    }

    private static MarketHttp.Latest price(String dollars, Instant at, MarketHttp.@Nullable Momentum momentum) {
        return new MarketHttp.Latest("STK", new BigDecimal(dollars), at, momentum);
    }

    private StrikeDesk desk() {
        return desk(NOW);
    }

    private StrikeDesk desk(Instant now) {
        var config = Simulated.config(
                StrikeConfig.class,
                "prescient.strike",
                Map.of("series.STK.ticker", "S", "series.STK.name", "Stuff", "series.STK.price", "STK-USD"));
        return new StrikeDesk(new MarketClient(market), probabilities, config, InstantSource.fixed(now));
    }

    @Test
    void b39AStrikeAboveThePriceIsReachedByMovesUp() {
        // When
        var table = desk().table("STK");

        // Then: 1 % is half way between the thresholds
        assertThat(table.strikes())
                .containsExactlyInAnyOrder(
                        row("99000", "60.00", "60", "45", "0.00", "-5.00", "1200", "S-25JUL2900-T98999.99", "yes"),
                        row("101000", "75.00", "100", "80", "-75.00", "-5.00", "0", "S-25JUL2900-T100999.99", "no"));
    }

    private static StrikeRow row(
            String strike,
            String probability,
            String yesAsk,
            String noAsk,
            String yesDiff,
            String noDiff,
            String volume,
            String ticker,
            String side) {
        return new StrikeRow(
                new BigDecimal(strike),
                new BigDecimal("1000.00"),
                new BigDecimal("0.50"),
                new BigDecimal(probability),
                new BigDecimal(yesAsk),
                new BigDecimal(noAsk),
                new BigDecimal(yesDiff),
                new BigDecimal(noDiff),
                new BigDecimal(volume),
                ticker,
                side);
    }

    @Test
    void b15TheLastHourOfADayEndsInTheNextAndItsMarketsSayWhen() {
        // When
        var table = desk().table("STK");

        // Then
        assertThat(table.eventTicker()).isEqualTo("S-25JUL2900");
        assertThat(table.marketTitle()).isEqualTo("Stuff price on Jul 29, 2025 at 12am EDT?");
        assertThat(table.ttc()).isEqualTo(1800);
        assertThat(table.closeTime()).isEqualTo(MIDNIGHT);
        assertThat(market.asked).containsExactly("STK-USD");
    }

    @Test
    void b56ZeroStaysZeroAndUnknownStaysUnknown() {
        // Given
        market.price = price(
                "100000",
                NOW,
                new MarketHttp.Momentum(
                        BigDecimal.ZERO, BigDecimal.ZERO, null, new BigDecimal("0.1"), null, null, null));

        // When
        var table = desk().table("STK");

        // Then
        var momentum = new StrikeSheet.Momentum(
                BigDecimal.ZERO, new PriceDeltas(BigDecimal.ZERO, null, new BigDecimal("0.1"), null, null, null));
        assertThat(table.momentum()).isEqualTo(momentum);
        assertThat(table.fingerprint()).isEqualTo("one/0");
        assertThat(table.strikes()).extracting(StrikeRow::volume).contains(BigDecimal.ZERO);
    }

    @Test
    void withoutAnOpenHourOfTheSeriesThereIsNoTable() {
        // When, Then: it says it closes at midnight, and that is over
        market.price = price("100000", MIDNIGHT, null);
        refused(desk(MIDNIGHT), StrikeProblem.NO_MARKETS);
        market.price = price("100000", NOW, null);
        market.series = "OTHER";
        refused(desk(), StrikeProblem.NO_MARKETS);
        market.series = "S";
        market.markets.clear();
        refused(desk(), StrikeProblem.NO_MARKETS);
    }

    @Test
    void ofManyStrikesTheNearestAreShownWithTheVenuesSteps() {
        // Given
        for (int strike = 90000; strike <= 98750; strike += 250) {
            market.list(strike, "0.97", "0.02", 5);
        }

        // When
        var table = desk().table("STK");

        // Then
        assertThat(table.strikes()).hasSize(21).extracting(StrikeRow::strike).isSortedAccordingTo((a, b) -> {
            var price = new BigDecimal(100000);
            return a.subtract(price).abs().compareTo(b.subtract(price).abs());
        });
        assertThat(table.strikeTier()).isEqualByComparingTo("250");
        assertThat(table.strikes().getLast().bufferPct()).isEqualByComparingTo("23.00");
    }

    @Test
    void withoutAFreshPriceThereIsNoTable() {
        // Given
        market.price = price("100000", NOW.minusSeconds(11), null);

        // When, Then
        refused(desk(), StrikeProblem.PRICE_STALE);
        market.price = null;
        refused(desk(), StrikeProblem.PRICE_MISSING);
    }

    private static void refused(StrikeDesk desk, StrikeProblem problem) {
        assertThatThrownBy(() -> desk.table("STK"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.problem()).isEqualTo(problem));
    }

    @Test
    void b28AnUnknownSymbolHasNoTable() {
        RestAssured.get("/strike-table/DOGE").then().statusCode(404).body("code", equalTo("UNKNOWN_SYMBOL"));
    }

    @Test
    void aMarketServiceThatIsAwayIsSaid() {
        // Given
        market.away = true;

        // When, Then
        assertThatThrownBy(() -> desk().table("STK"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem()).isEqualTo(RequestProblem.NEIGHBOUR_UNAVAILABLE));
    }
}
