package prescient.signal.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static prescient.signal.backtest.Recordings.NO_BOUNDS;
import static prescient.signal.backtest.Recordings.START;
import static prescient.signal.backtest.Recordings.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import prescient.json.JsonSettings;
import prescient.money.Money;
import prescient.money.Price;
import prescient.signal.strategy.Advice;
import prescient.signal.strategy.MostLikelyStrategy;
import prescient.signal.strategy.Parameters;

/**
 * The first cycle of each recorded operation of the legacy system, replayed as a backtest of the markets it looked at,
 * brings the signals it archived and the trades it made. Later cycles differ on purpose: it bought markets again.
 */
class LegacyCycleGoldenTest {

    private static final String CASH = "10000";

    private final ObjectMapper json = JsonSettings.mapper();

    @TestFactory
    List<DynamicTest> theFirstCycleOfEachOperation() throws IOException {
        var folder = Path.of(System.getProperty("prescient.shared", "../../shared"), "data", "prescient");
        Assumptions.assumeTrue(Files.exists(folder), "the shared material is absent");
        var tests = new ArrayList<DynamicTest>();
        try (var files = Files.walk(folder)) {
            for (var trades : files.filter(file -> file.endsWith("trades/paper_trades.json"))
                    .sorted()
                    .toList()) {
                var data = trades.resolve("../..").normalize();
                tests.add(DynamicTest.dynamicTest(data.toString(), () -> assertSame(firstArchive(data), trades)));
            }
        }
        assertThat(tests).as("the folder is there, so its cases must be, too").isNotEmpty();
        return tests;
    }

    private void assertSame(JsonNode archive, Path tradesFile) throws IOException {
        // Given: the markets of the archived signals, in their order
        var rows = new ArrayList<RecordedRow>();
        for (var signal : archive.path("signals")) {
            rows.add(new RecordedRow(
                    START,
                    signal.path("market_id").asText(),
                    new Price(signal.path("yes_price").decimalValue()),
                    new Price(signal.path("no_price").decimalValue()),
                    signal.path("market_liquidity").decimalValue(),
                    signal.path("market_volume").decimalValue(),
                    null));
        }
        var strategy = new MostLikelyStrategy();
        var parameters = Parameters.of(strategy.parameters(), Map.of());
        var advised = new ArrayList<Advice>();

        // When
        var result = new Replay(
                        Recordings.of(rows),
                        plan(1, CASH),
                        Bounds.of(NO_BOUNDS),
                        strategy,
                        parameters,
                        (at, advice) -> advised.addAll(advice))
                .run(snapshots -> true);

        // Then
        var signals = new ArrayList<String>();
        archive.path("signals").forEach(signal -> signals.add(line(signal, "target_price")));
        assertThat(advised)
                .extracting(advice -> String.join(
                        " ",
                        advice.candidate().marketId(),
                        advice.action().text(),
                        advice.targetPrice().toString(),
                        advice.amount().amount().stripTrailingZeros().toPlainString(),
                        advice.reason()))
                .containsExactlyInAnyOrderElementsOf(signals);
        var day = archive.path("archived_at").asText().substring(0, 13);
        var trades = new ArrayList<String>();
        for (var trade : json.readTree(tradesFile.toFile())) {
            if (trade.path("timestamp").asText().startsWith(day)) {
                trades.add(line(trade, "entry_price"));
            }
        }
        assertThat(result.trades())
                .extracting(trade -> String.join(
                        " ",
                        trade.marketId(),
                        trade.action().text(),
                        trade.price().toString(),
                        trade.amount().amount().stripTrailingZeros().toPlainString(),
                        trade.reason()))
                .containsExactlyInAnyOrderElementsOf(trades)
                .isNotEmpty();
        var spent = result.trades().stream().map(TradeLine::amount).reduce(Money.ZERO, Money::plus);
        assertThat(result.figures().cash()).isEqualTo(Money.of(CASH).minus(spent));
    }

    private static String line(JsonNode node, String price) {
        return String.join(
                " ",
                node.path("market_id").asText(),
                node.path("action").asText(),
                new Price(node.path(price).decimalValue()).toString(),
                plain(node.path("amount").decimalValue()),
                node.path("reason").asText());
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private JsonNode firstArchive(Path data) throws IOException {
        try (var files = Files.list(data.resolve("history"))) {
            var first = files.filter(file -> file.getFileName().toString().startsWith("signals_archive"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
            return json.readTree(first.toFile()).get(0);
        }
    }
}
