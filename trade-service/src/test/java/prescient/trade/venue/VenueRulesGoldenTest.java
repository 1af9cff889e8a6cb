package prescient.trade.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static prescient.trade.venue.Captures.at;
import static prescient.trade.venue.Captures.cents;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import prescient.json.JsonSettings;
import prescient.money.Money;
import prescient.trade.venue.Captures.Account;

/** The rules against every captured account of the shared folder. */
class VenueRulesGoldenTest {

    /** A market that was traded so soon after the oldest captured fill may have fills before it, too. */
    private static final Duration BOUNDARY = Duration.ofHours(3);

    @Test
    void theFeeOfEveryOrderIsThatOfItsFills() throws IOException {
        for (var account : Captures.accounts()) {
            // Given
            int checked = 0;

            // When
            for (var order : covered(account)) {
                var fills = account.fillsOfOrder()
                        .getOrDefault(order.path("order_id").asText(), List.of());
                var fee = fills.stream().map(VenueFill::fee).reduce(Money.ZERO, Money::plus);

                // Then
                assertThat(cents(fee))
                        .as("%s", order)
                        .isEqualTo(order.path("taker_fees").asLong());
                checked++;
            }
            report(account.name() + ": fees equal " + checked + " of "
                    + account.orders().size() + " orders");
        }
    }

    @Test
    void costAndCountOfEveryOrderAreThoseOfItsFills() throws IOException {
        for (var account : Captures.accounts()) {
            for (var order : covered(account)) {
                // Given
                var fills = account.fillsOfOrder()
                        .getOrDefault(order.path("order_id").asText(), List.of());

                // When
                var cost = Money.ZERO;
                var count = BigDecimal.ZERO;
                for (var fill : fills) {
                    cost = cost.minus(CashRule.bought(fill.count(), fill.price(), Money.ZERO));
                    count = count.add(fill.count().shares());
                }

                // Then
                assertThat(cents(cost)).isEqualTo(order.path("taker_fill_cost").asLong());
                assertThat(count).isEqualByComparingTo(order.path("fill_count").decimalValue());
            }
        }
    }

    @Test
    void pricesOfBothSidesMakeADollarAndTheSideOfAFillIsTheOneAcquired() throws IOException {
        for (var account : Captures.accounts()) {
            var sides = new java.util.HashMap<String, String>();
            account.orders()
                    .forEach(order -> sides.put(
                            order.path("order_id").asText(), order.path("side").asText()));
            for (var fill : account.rawFills()) {
                // Given
                var asked = sides.get(fill.path("order_id").asText());

                // When
                boolean sold = fill.path("action").asText().equals("sell");

                // Then
                assertThat(fill.path("yes_price").asInt()
                                + fill.path("no_price").asInt())
                        .isEqualTo(100);
                assertThat(fill.path("is_taker").asBoolean()).isTrue();
                if (asked != null) {
                    assertThat(fill.path("side").asText().equals(asked))
                            .as("%s", fill)
                            .isNotEqualTo(sold);
                }
            }
            report(account.name() + ": side right for " + account.rawFills().size() + " fills");
        }
    }

    @Test
    void settlementsSumTheFillsOfTheirMarketAndPayWhatIsLeftOfTheWinner() throws IOException {
        for (var account : Captures.accounts()) {
            // Given
            var positions = account.positions(Instant.MAX);
            var first = new java.util.HashMap<String, Instant>();
            account.fills().forEach(fill -> first.putIfAbsent(fill.ticker(), fill.filledAt()));
            int checked = 0;
            int without = 0;

            for (var settlement : account.settlements()) {
                var ticker = settlement.path("ticker").asText();
                var position = positions.getOrDefault(ticker, PositionFold.EMPTY);
                var known = first.get(ticker);
                var settled = at(settlement, "settled_time");

                // When
                var yes = quantity(settlement, "yes_count");
                var no = quantity(settlement, "no_count");
                var revenue = SettlementRule.revenue(yes, no, Captures.result(settlement));

                // Then
                assertThat(cents(revenue))
                        .as("%s", settlement)
                        .isEqualTo(settlement.path("revenue").asLong());
                if (known == null) {
                    without++;
                    if (covered(account, settled)) {
                        assertThat(yes.shares().add(no.shares())).isEqualByComparingTo(BigDecimal.ZERO);
                    }
                } else {
                    boolean same = position.yes().count().equals(yes)
                            && position.no().count().equals(no)
                            && cents(position.yes().cost())
                                    == settlement.path("yes_total_cost").asLong()
                            && cents(position.no().cost())
                                    == settlement.path("no_total_cost").asLong();
                    assertThat(same || !covered(account, known))
                            .as("%s, %s", settlement, position)
                            .isTrue();
                    checked += same ? 1 : 0;
                }
            }
            report(account.name() + ": revenue right for "
                    + account.settlements().size() + " settlements, sums right for " + checked + ", " + without
                    + " without fills");
        }
    }

    @TestFactory
    Stream<DynamicTest> capturedPositionsAreRebuiltFieldByField() throws IOException {
        var tests = new ArrayList<DynamicTest>();
        for (var account : Captures.accounts()) {
            try (var found = Files.walk(Captures.RECIO.resolve("api"))) {
                for (var file : found.filter(f -> f.endsWith("positions.json"))
                        .filter(f -> f.getParent().getFileName().toString().startsWith(account.name() + "_"))
                        .toList()) {
                    // An open position may have fills this account's captures lack; a settled one is not told.
                    var last = newest(Captures.rows(file.resolveSibling("fills.json"), "fills"));
                    for (var row : Captures.rows(file, "market_positions")) {
                        var position =
                                account.positions(last).get(row.path("ticker").asText());
                        if (position != null
                                && cents(position.traded())
                                        == row.path("total_traded").asLong()) {
                            tests.add(DynamicTest.dynamicTest(
                                    file.getParent().getFileName() + " "
                                            + row.path("ticker").asText(),
                                    () -> same(row, position)));
                        }
                    }
                }
            }
        }
        assumeTrue(!tests.isEmpty(), "no captured position has its fills");
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> derivedPositionsAreRebuiltFieldByField() throws IOException {
        var file = Captures.RECIO.resolve("expected/positions_derived_from_fills.json");
        assumeTrue(Files.exists(file), "the shared folder is absent");
        var account = Captures.accounts().stream()
                .filter(one -> one.name().equals("prod"))
                .findFirst()
                .orElseThrow();
        return JsonSettings.mapper().readTree(file.toFile()).properties().stream()
                .flatMap(moment -> {
                    var positions = account.positions(Instant.parse(moment.getKey()));
                    var rows = new ArrayList<DynamicTest>();
                    for (var row : moment.getValue().path("market_positions")) {
                        rows.add(DynamicTest.dynamicTest(
                                moment.getKey() + " " + row.path("ticker").asText(), () -> {
                                    var position =
                                            positions.get(row.path("ticker").asText());
                                    assertThat(position).isNotNull();
                                    same(row, position);
                                    assertThat(position.lastAt()).isEqualTo(at(row, "last_updated_ts"));
                                }));
                    }
                    return rows.stream();
                });
    }

    private static void same(JsonNode row, PositionFold position) {
        assertThat(position.position())
                .isEqualByComparingTo(row.path("position").decimalValue());
        assertThat(cents(position.traded())).isEqualTo(row.path("total_traded").asLong());
        assertThat(cents(position.exposure()))
                .isEqualTo(row.path("market_exposure").asLong());
        assertThat(cents(position.realized()))
                .isEqualTo(row.path("realized_pnl").asLong());
        assertThat(cents(position.fees())).isEqualTo(row.path("fees_paid").asLong());
    }

    /** Orders whose fills the captures can have: those since the oldest fill. */
    private static List<JsonNode> covered(Account account) {
        return account.orders().stream()
                .filter(order -> !account.fills().isEmpty()
                        && !at(order, "created_time")
                                .isBefore(account.fills().getFirst().filledAt()))
                .toList();
    }

    private static boolean covered(Account account, Instant first) {
        return !account.fills().isEmpty()
                && (account.fills().getFirst().filledAt().equals(first)
                        || first.isAfter(account.fills().getFirst().filledAt().plus(BOUNDARY)));
    }

    private static Instant newest(List<JsonNode> fills) {
        return fills.stream()
                .map(fill -> at(fill, "created_time"))
                .max(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    private static prescient.money.Quantity quantity(JsonNode row, String field) {
        return new prescient.money.Quantity(row.path(field).decimalValue());
    }

    private static void report(String line) {
        System.out.println(line);
    }
}
