package prescient.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.portfolio.TradeModel.Trade;
import prescient.testing.PostgresForTests;
import prescient.testing.StrictLog;

/** A generated year of trades, in SQL and in plain loops: equal to the last digit. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(FakeMarket.class)
class AnalyticsModelTest {

    private static final int TRADES = Integer.getInteger("prescient.analytics.trades", 2_000);
    private static final long SEED = Long.getLong("prescient.analytics.seed", 20_251_015L);
    static final BigDecimal CAPITAL = new BigDecimal("100000000");
    private static final int BATCH = 900;

    @RegisterExtension
    final StrictLog log = new StrictLog();

    @Test
    void aYearOfTradesHasTheFiguresOfThePlainLoops() {
        // Given
        int id = Api.portfolio(CAPITAL.toPlainString());
        var trades = TradeModel.generated(id, TRADES, SEED);

        // When
        book(trades, id);

        // Then
        checkSummary(id, "", trades, trades);
        for (var one : groups(trades, Trade::strategy).entrySet()) {
            checkSummary(id, "&strategy=" + one.getKey(), trades, one.getValue());
        }
        for (var one : groups(trades, Trade::venue).entrySet()) {
            checkSummary(id, "&venue=" + one.getKey(), trades, one.getValue());
        }
        for (var one : groups(trades, Trade::city).entrySet()) {
            checkSummary(id, "&city=" + one.getKey(), trades, one.getValue());
        }
        groups(trades, Trade::event).entrySet().stream()
                .limit(5)
                .forEach(one -> checkSummary(id, "&event=" + one.getKey(), trades, one.getValue()));
        checkEquity(id, trades);
        checkBreakdowns(id, trades);
        checkCorrelation(id, trades);
        checkComparison(id, trades);
        assertThat(Api.get("/ledger/check").getList("differences.findAll{it.portfolio_id==" + id + "}"))
                .isEmpty();
        var entries = gainsOfTheLedger(id);
        assertThat(Api.number(Api.get("/analytics/waterfall?portfolio_id=" + id), "ledger"))
                .isEqualByComparingTo(entries);
    }

    /** Closes and settlements after the openings, with a question in between, so that days are computed twice. */
    static void book(List<Trade> trades, int id) {
        for (int part = 0; part < 4; part++) {
            int number = part;
            var fills = trades.stream()
                    .filter(trade -> trade.fills().size() > number)
                    .map(trade -> trade.fills().get(number))
                    .toList();
            send("/fills", "fills", fills);
            if (part == 0) {
                Api.get("/analytics/summary?portfolio_id=" + id);
            }
        }
        send(
                "/settlements",
                "settlements",
                trades.stream().map(Trade::settlement).filter(Objects::nonNull).toList());
    }

    private static void send(String path, String field, List<String> items) {
        for (int from = 0; from < items.size(); from += BATCH) {
            var batch = items.subList(from, Math.min(items.size(), from + BATCH));
            var answer = Api.ok(path, "{\"%s\":[%s]}".formatted(field, String.join(",", batch)));
            assertThat(answer.getList("results.outcome")).containsOnly("booked");
        }
    }

    static void checkSummary(int id, String filter, List<Trade> all, List<Trade> own) {
        var model = new FiguresModel(CAPITAL, all, own);
        var found = Api.get("/analytics/summary?portfolio_id=" + id + filter);
        var expected = new TreeMap<String, BigDecimal>();
        long count = model.ended().size();
        expected.put("realized", model.moved(TradeModel.Movement::gain));
        expected.put("opening_fees", model.moved(TradeModel.Movement::fee));
        expected.put("bought", model.moved(TradeModel.Movement::bought));
        expected.put("sold", model.moved(TradeModel.Movement::sold));
        expected.put("trades.count", BigDecimal.valueOf(count));
        expected.put("trades.wins", BigDecimal.valueOf(model.wins()));
        expected.put("trades.losses", BigDecimal.valueOf(model.losses()));
        expected.put("trades.net", model.won().add(model.lost()));
        expected.put("trades.fees", model.sum(Trade::allFees));
        expected.put("trades.win_rate.value", ratio(model.wins(), count));
        expected.put(
                "trades.profit_factor.value",
                FiguresModel.ratio(model.won(), model.lost().negate()));
        expected.put(
                "trades.expectancy.value",
                FiguresModel.ratio(model.won().add(model.lost()), BigDecimal.valueOf(count)));
        expected.put("trades.holding_seconds.value", FiguresModel.ratio(model.seconds(), BigDecimal.valueOf(count)));
        expected.put("streaks.longest_wins", BigDecimal.valueOf(model.streaks().get(0)));
        expected.put(
                "streaks.longest_losses", BigDecimal.valueOf(model.streaks().get(1)));
        expected.put("streaks.current", BigDecimal.valueOf(model.streaks().get(2)));
        expected.put("max_drawdown.dollars", model.drawdown().get(0));
        expected.put("max_drawdown.fraction.value", model.drawdown().get(1));
        if (FiguresModel.gains(own).size() > 1) {
            expected.put("sharpe.value", model.sharpe());
            expected.put("sortino.value", model.sortino());
            if (model.drawdown().get(1).signum() > 0) {
                expected.put("calmar.value", model.calmar());
            }
        }
        compare(filter, expected, found);

        var fall = new TreeMap<String, BigDecimal>();
        var parts = model.waterfall();
        var names = List.of("quoted_edge", "spread", "slippage", "settled", "unexplained", "unexplained_trades");
        for (int i = 0; i < names.size(); i++) {
            fall.put(names.get(i), parts.get(i));
        }
        fall.put("fees", model.sum(Trade::allFees).negate());
        fall.put("ledger", model.moved(TradeModel.Movement::pnl));
        compare(filter, fall, Api.get("/analytics/waterfall?portfolio_id=" + id + filter));
        var sum = parts.subList(0, 5).stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum.subtract(model.sum(Trade::allFees)))
                .isEqualByComparingTo(model.won().add(model.lost()));
    }

    private static void checkEquity(int id, List<Trade> trades) {
        var gains = FiguresModel.gains(trades);
        List<Map<String, Object>> days =
                Api.get("/analytics/equity?portfolio_id=" + id).getList("days");
        assertThat(days).hasSize(gains.size());
        var equity = CAPITAL;
        for (var day : days) {
            equity = equity.add(Objects.requireNonNull(gains.get(LocalDate.parse(String.valueOf(day.get("day"))))));
            assertThat(new BigDecimal(String.valueOf(day.get("equity")))).isEqualByComparingTo(equity);
        }
        var paper = Api.paper(id);
        assertThat(equity)
                .isEqualByComparingTo(Api.number(paper, "portfolio.balance")
                        .add(Api.number(Api.get("/analytics/exposure?portfolio_id=" + id), "cost")));
    }

    private static void checkBreakdowns(int id, List<Trade> trades) {
        var model = new FiguresModel(CAPITAL, trades, trades);
        var keys = new HashMap<String, Function<Trade, String>>();
        keys.put("strategy", trade -> Objects.requireNonNullElse(trade.strategy(), "unknown"));
        keys.put("venue", trade -> Objects.requireNonNullElse(trade.venue(), "unknown"));
        keys.put("city", trade -> Objects.requireNonNullElse(trade.city(), "unknown"));
        keys.put("event", trade -> Objects.requireNonNullElse(trade.event(), "unknown"));
        keys.put("market", Trade::market);
        keys.put("day", trade -> FiguresModel.day(end(trade)).toString());
        keys.put("month", trade -> FiguresModel.day(end(trade)).toString().substring(0, 7));
        for (var zone : List.of("UTC", "America/New_York", "Asia/Kathmandu")) {
            keys.put(
                    "hour&zone=" + zone,
                    trade -> "%02d"
                            .formatted(
                                    end(trade).atZone(java.time.ZoneId.of(zone)).getHour()));
            keys.put(
                    "weekday&zone=" + zone,
                    trade -> String.valueOf(end(trade)
                            .atZone(java.time.ZoneId.of(zone))
                            .getDayOfWeek()
                            .getValue()));
        }
        keys.forEach((by, key) -> {
            var groups = model.by(key);
            var answer = Api.get("/analytics/breakdown?limit=1000&portfolio_id=" + id + "&by=" + by);
            List<Map<String, Object>> lines = answer.getList("items");
            assertThat(lines).as(by).hasSize(Math.min(1000, groups.size()));
            for (var line : lines) {
                var group = Objects.requireNonNull(groups.get(String.valueOf(line.get("key"))), by);
                assertThat(String.valueOf(line.get("trades"))).isEqualTo(String.valueOf(group.size()));
                assertThat(new BigDecimal(String.valueOf(line.get("net"))))
                        .as(by)
                        .isEqualByComparingTo(group.stream().map(Trade::net).reduce(BigDecimal.ZERO, BigDecimal::add));
            }
        });
    }

    private static void checkCorrelation(int id, List<Trade> trades) {
        var model = new FiguresModel(CAPITAL, trades, trades);
        var markets = model.by(Trade::market);
        var events = model.by(trade -> Objects.requireNonNullElse(trade.event(), "unknown"));
        events.remove("unknown");
        var found = Api.get("/analytics/correlation?portfolio_id=" + id);
        assertThat(found.getInt("markets.groups")).isEqualTo(markets.size());
        assertThat(Api.number(found, "markets.intraclass.value"))
                .isEqualByComparingTo(FiguresModel.intraclass(markets));
        assertThat(Api.number(found, "events.intraclass.value")).isEqualByComparingTo(FiguresModel.intraclass(events));
    }

    private static void checkComparison(int id, List<Trade> trades) {
        var found = Api.get("/analytics/comparison?portfolio_id=" + id);
        var gains = new TreeMap<String, TreeMap<LocalDate, BigDecimal>>();
        groups(trades, Trade::strategy).forEach((name, own) -> gains.put(name, FiguresModel.gains(own)));
        var from = gains.values().stream()
                .map(TreeMap::firstKey)
                .max(LocalDate::compareTo)
                .orElseThrow();
        var to = gains.values().stream()
                .map(TreeMap::lastKey)
                .min(LocalDate::compareTo)
                .orElseThrow();
        assertThat(found.getString("from")).isEqualTo(from.toString());
        assertThat(found.getString("to")).isEqualTo(to.toString());
        gains.forEach((name, days) -> {
            Collection<BigDecimal> common = days.subMap(from, true, to, true).values();
            var line = "strategies.find{it.name.strategy=='" + name + "'}";
            assertThat(Api.number(found, line + ".pnl"))
                    .isEqualByComparingTo(common.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
            assertThat(Api.number(found, line + ".per_day.mean.value"))
                    .isEqualByComparingTo(FiguresModel.ratio(
                            common.stream().reduce(BigDecimal.ZERO, BigDecimal::add),
                            BigDecimal.valueOf(found.getInt("days"))));
        });
    }

    private static Map<String, List<Trade>> groups(List<Trade> trades, Function<Trade, String> key) {
        var groups = new TreeMap<String, List<Trade>>();
        for (var trade : trades) {
            groups.computeIfAbsent(
                            Objects.requireNonNullElse(key.apply(trade), "unknown"),
                            added -> new java.util.ArrayList<>())
                    .add(trade);
        }
        return groups;
    }

    /** What the entries of the accounts fees and realized_pnl come to, page by page. */
    private static BigDecimal gainsOfTheLedger(int id) {
        var sum = BigDecimal.ZERO;
        var cursor = "";
        while (cursor != null) {
            var page = Api.get("/ledger/entries?limit=1000&portfolio_id=" + id + cursor);
            for (var entry : page.<Map<String, Object>>getList("items")) {
                if (List.of("fees", "realized_pnl").contains(String.valueOf(entry.get("account")))) {
                    sum = sum.subtract(new BigDecimal(String.valueOf(entry.get("amount"))));
                }
            }
            var next = page.getString("next_cursor");
            cursor = next == null ? null : "&cursor=" + next;
        }
        return sum;
    }

    private static void compare(String what, Map<String, BigDecimal> expected, JsonPath found) {
        expected.forEach((field, value) -> assertThat(found.getString(field))
                .as(what + " " + field + ", seed " + SEED)
                .isNotNull()
                .satisfies(text -> assertThat(new BigDecimal(text)).isEqualByComparingTo(value)));
    }

    private static BigDecimal ratio(long dividend, long divisor) {
        return FiguresModel.ratio(BigDecimal.valueOf(dividend), BigDecimal.valueOf(divisor));
    }

    private static java.time.Instant end(Trade trade) {
        return Objects.requireNonNull(trade.end());
    }
}
