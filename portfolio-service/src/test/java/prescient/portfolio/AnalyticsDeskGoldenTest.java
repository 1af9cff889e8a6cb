package prescient.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.portfolio.TradeModel.Movement;
import prescient.portfolio.TradeModel.Trade;
import prescient.testing.PostgresForTests;
import prescient.testing.StrictLog;

/** Analytics of the real trades of an old desk, each bought and sold as it was. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(FakeMarket.class)
class AnalyticsDeskGoldenTest {

    private static final Path FOLDER =
            Path.of(System.getProperty("prescient.shared", "../../shared")).resolve("data/recio");
    private static final ZoneId DESK = ZoneId.of("America/New_York");

    @RegisterExtension
    final StrictLog log = new StrictLog();

    @Test
    void realTradesOfADeskHaveTheFiguresOfThePlainLoops() throws IOException {
        assumeTrue(Files.isDirectory(FOLDER), "the shared folder is absent");
        Api.awaitReady();
        var files = tables();
        assertThat(files).isNotEmpty();

        for (var file : files) {
            // Given
            int id = Api.portfolio(AnalyticsModelTest.CAPITAL.toPlainString());
            var rows = new ObjectMapper().readTree(file.toFile()).path("rows");
            var trades = new ArrayList<Trade>();
            rows.forEach(row -> trades.add(trade(row, id)));
            assertThat(trades).as(file.toString()).isNotEmpty();

            // When
            AnalyticsModelTest.book(trades, id);

            // Then
            AnalyticsModelTest.checkSummary(id, "", trades, trades);
            AnalyticsModelTest.checkSummary(id, "&venue=kalshi", trades, trades);
        }
    }

    /** A row without a price or time of sale is a trade that is still open. Fees are binary, like 0.47000000000000003. */
    private static Trade trade(JsonNode row, int portfolio) {
        var name = "d%d-%s".formatted(portfolio, row.path("id").asText());
        var day = LocalDate.parse(row.path("date").asText());
        var opened = at(day, row.path("time").asText());
        var shares = row.path("position").decimalValue();
        var price = row.path("buy_price").decimalValue();
        var amount = TradeModel.money(shares.multiply(price));
        var strategy = row.path("trade_strategy").asText();
        var venue = row.path("market").asText().toLowerCase(Locale.ROOT);
        var market = row.path("ticker").asText();
        var origin = "{\"strategy\":\"%s\",\"venue\":\"%s\"}".formatted(strategy, venue);
        var zero = BigDecimal.ZERO;
        var movements = new ArrayList<>(List.of(new Movement(opened, amount, zero, zero, zero)));
        var fills = new ArrayList<>(List.of(TradeModel.fill(
                name + "-0", name, portfolio, market, "open", amount, shares, price, zero, opened, origin)));
        boolean sold = row.hasNonNull("sell_price") && row.hasNonNull("closed_at");
        var fees = sold && row.hasNonNull("fees")
                ? TradeModel.money(row.path("fees").decimalValue())
                : zero;
        var closed = sold ? at(day, row.path("closed_at").asText()) : opened;
        var end = closed.isBefore(opened)
                ? at(day.plusDays(1), row.path("closed_at").asText())
                : closed;
        if (sold) {
            var bid = row.path("sell_price").decimalValue();
            var paid = TradeModel.money(shares.multiply(bid)).subtract(fees);
            movements.add(new Movement(end, zero, paid, zero, paid.subtract(amount)));
            fills.add(TradeModel.fill(
                    name + "-1", name, portfolio, market, "close", zero, shares, bid, fees, end, "null"));
        }
        return new Trade(
                "trade-" + name,
                portfolio,
                strategy,
                venue,
                null,
                null,
                market,
                shares,
                price,
                null,
                null,
                null,
                opened,
                sold ? end : null,
                fees,
                movements,
                fills,
                null);
    }

    private static Instant at(LocalDate day, String time) {
        return day.atTime(LocalTime.parse(time)).atZone(DESK).toInstant();
    }

    /** Closed trades: rows that tell for how much they were sold. */
    private static List<Path> tables() throws IOException {
        try (var files = Files.walk(FOLDER)) {
            return files.filter(file -> file.getFileName().toString().endsWith("trades.rows.json"))
                    .toList();
        }
    }
}
