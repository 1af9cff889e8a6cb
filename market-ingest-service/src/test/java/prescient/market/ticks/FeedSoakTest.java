package prescient.market.ticks;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prescient.market.testing.MarketServiceTest;
import prescient.market.testing.SimulatedExchange;
import prescient.testing.PostgresServer;
import prescient.venuesim.Tick;

/**
 * The feed is cut, slowed, silenced, refused, duplicated and reordered over and over, and then every second that had a
 * trade has its one row, or lies within a reported gap. Some seconds at twenty times the speed in the normal tests;
 * with {@code -Dprescient.soak=PT10M} for that long in real time.
 */
@QuarkusTest
@WithTestResource(value = SimulatedExchange.class, initArgs = @ResourceArg(name = "speed", value = "20"))
class FeedSoakTest extends MarketServiceTest {

    private static final String SYMBOL = "BTC-USD";
    private static final String LONG = System.getProperty("prescient.soak");
    private static final Duration SOAK = LONG == null ? Duration.ofSeconds(9) : Duration.parse(LONG);
    private static final long MOST_GROWTH_MB = 12;

    /** What goes wrong, one after the other, and for how many milliseconds of the short run. */
    private static final List<Trouble> TROUBLES = List.of(
            new Trouble(
                    900,
                    List.of(
                            fault("duplicate_message", "\"probability\":0.3"),
                            fault("reorder_message", "\"probability\":0.3"))),
            new Trouble(900, List.of(fault("slow", "\"probability\":0.1,\"delay_ms\":150"))),
            new Trouble(900, List.of(fault("cut_socket", "\"count\":1"))),
            new Trouble(1800, List.of(fault("silent_socket", "\"count\":1"))),
            new Trouble(900, List.of(fault("cut_socket", "\"count\":1"), fault("http_500", "\"count\":2"))),
            new Trouble(
                    900,
                    List.of(
                            fault("reorder_message", "\"probability\":0.2"),
                            fault("duplicate_message", "\"probability\":0.2"),
                            fault("cut_socket", "\"probability\":0.02"))));

    private record Trouble(int millis, List<String> faults) {}

    private record Gap(Instant from, Instant to, String reason) {
        boolean covers(Instant second) {
            return from.isBefore(second.plusSeconds(1)) && !to.isBefore(second);
        }
    }

    private static String fault(String kind, String more) {
        return "{\"kind\":\"%s\",\"path\":\"/coinbase\",%s}".formatted(kind, more);
    }

    @BeforeEach
    void firstPrice() {
        execute("TRUNCATE market.price_log, market.price_gaps");
        await().until(() -> count("market.price_log") > 0);
    }

    @Test
    void b33PricesComeThoughNoOtherServiceRuns() {
        // When
        var latest = given().get("/prices/BTC-USD/latest")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        // Then
        assertThat(latest.getString("symbol")).isEqualTo(SYMBOL);
        assertThat(latest.getDouble("price")).isBetween(60_000.0, 200_000.0);
    }

    @Test
    void everySecondThatHadATradeHasOneRowOrLiesInAReportedGap() throws Exception {
        // Given
        trouble(2);
        var start = Instant.parse(value("SELECT to_char(max(\"timestamp\") AT TIME ZONE 'UTC',"
                        + " 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') FROM market.price_log"))
                .plusSeconds(1);
        long heapBefore = heapMb();

        // When
        long end = System.nanoTime() + SOAK.toNanos();
        int rounds = 0;
        while (System.nanoTime() < end) {
            trouble(TROUBLES.size());
            rounds++;
        }
        var until = lastSecond();

        // Then
        var truth = truth(start, until);
        var rows = rows(start, until);
        var gaps = gaps();
        var lost = truth.keySet().stream()
                .filter(second -> !rows.containsKey(second))
                .toList();
        long heapAfter = heapMb();
        System.out.printf(
                "soak: %d s in %d rounds, %d with trades, %d rows, %d lost in %d gaps, heap %d -> %d MB%n",
                Duration.between(start, until).toSeconds(),
                rounds,
                truth.size(),
                rows.size(),
                lost.size(),
                gaps.size(),
                heapBefore,
                heapAfter);
        assertThat(rows.size()).isGreaterThan(truth.size() / 4);
        rows.forEach((second, price) -> assertThat(truth.getOrDefault(second, List.of()))
                .as("the row of " + second)
                .anyMatch(traded -> traded.compareTo(price) == 0));
        assertThat(lost)
                .as("seconds without a row, outside of " + gaps)
                .allMatch(second -> gaps.stream().anyMatch(gap -> gap.covers(second)));
        assertThat(gaps).extracting(Gap::reason).contains("disconnected");
        // What is in use for a moment is no growth.
        await().untilAsserted(() -> assertThat(heapMb() - heapBefore).isLessThanOrEqualTo(MOST_GROWTH_MB));
    }

    /** Lets the first troubles have their time, the last one too, and then ends them. */
    private static void trouble(int count) throws Exception {
        for (var trouble : TROUBLES.subList(0, count)) {
            for (var fault : trouble.faults()) {
                assertThat(control("POST", fault)).isEqualTo(200);
            }
            // The exchange's time has to pass: there is nothing else to wait for.
            Thread.sleep(LONG == null ? trouble.millis() : trouble.millis() * 5L);
            assertThat(control("DELETE", "")).isEqualTo(200);
        }
    }

    private static int control(String method, String body) {
        var request = given().baseUri(SimulatedExchange.venue().url()).body(body);
        return (method.equals("POST") ? request.post("/sim/faults") : request.delete("/sim/faults")).statusCode();
    }

    /** A second up to which everything is stored, since something later is. */
    private static Instant lastSecond() throws Exception {
        var seen = Instant.parse(given().baseUri(SimulatedExchange.venue().url())
                .get("/sim/status")
                .jsonPath()
                .getString("now"));
        await().until(() -> count("market.price_log WHERE \"timestamp\" > '" + seen.plusSeconds(5) + "'") > 0);
        return seen.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Prices by the second they were traded in. */
    private static Map<Instant, List<BigDecimal>> truth(Instant start, Instant until) {
        return SimulatedExchange.venue().ticks(SYMBOL, start.minusNanos(1), until.minusNanos(1)).stream()
                .collect(Collectors.groupingBy(
                        tick -> tick.at().truncatedTo(ChronoUnit.SECONDS),
                        TreeMap::new,
                        Collectors.mapping(Tick::price, Collectors.toList())));
    }

    private static Map<Instant, BigDecimal> rows(Instant start, Instant until) throws SQLException {
        var rows = new TreeMap<Instant, BigDecimal>();
        try (var connection = PostgresServer.shared().connectAsSuperuser();
                var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT extract(epoch FROM \"timestamp\")::bigint, price"
                        + " FROM market.price_log WHERE \"timestamp\" >= '" + start + "' AND \"timestamp\" < '" + until
                        + "'")) {
            while (found.next()) {
                assertThat(rows.put(Instant.ofEpochSecond(found.getLong(1)), found.getBigDecimal(2)))
                        .isNull();
            }
        }
        return rows;
    }

    private static List<Gap> gaps() throws SQLException {
        var gaps = new ArrayList<Gap>();
        try (var connection = PostgresServer.shared().connectAsSuperuser();
                var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT from_at, to_at, reason FROM market.price_gaps")) {
            while (found.next()) {
                gaps.add(new Gap(
                        found.getTimestamp(1).toInstant(), found.getTimestamp(2).toInstant(), found.getString(3)));
            }
        }
        return gaps;
    }

    private static long heapMb() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
    }
}
