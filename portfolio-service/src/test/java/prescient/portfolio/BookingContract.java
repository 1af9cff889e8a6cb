package prescient.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static prescient.portfolio.Api.close;
import static prescient.portfolio.Api.fill;
import static prescient.portfolio.Api.number;
import static prescient.portfolio.Api.ok;
import static prescient.portfolio.Api.open;
import static prescient.portfolio.Api.paper;
import static prescient.portfolio.Api.reservation;
import static prescient.portfolio.Api.reserve;
import static prescient.portfolio.Api.settle;

import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.testing.GeneratedCycles;
import prescient.testing.StrictLog;

/** What a booking does, in whichever store the books are. */
abstract class BookingContract {

    @RegisterExtension
    final StrictLog log = new StrictLog();

    /** A portfolio with this much cash and nothing else. */
    abstract int portfolio(String dollars);

    @AfterEach
    void booksStayBalanced() {
        assertThat(Api.get("/ledger/check").getBoolean("balanced")).isTrue();
    }

    @Test
    void cashIsReservedInTheRequestsOrderAndWhatItDoesNotCoverIsRefused() {
        // Given
        int id = portfolio("250");

        // When
        var answer = ok(
                "/reservations",
                "{\"reservations\":[%s,%s,%s,%s]}"
                        .formatted(
                                reservation("order-1-" + id, id, "100"),
                                reservation("order-2-" + id, id, "200"),
                                reservation("order-3-" + id, id, "150"),
                                reservation("order-4-" + id, 999_999, "1")));

        // Then
        assertThat(answer.getList("results.outcome"))
                .containsExactly("reserved", "insufficient_cash", "reserved", "portfolio_not_found");
        assertThat(number(answer, "results[0].available")).isEqualByComparingTo("150");
        assertThat(number(answer, "results[2].available")).isZero();
        assertThat(number(paper(id), "summary.reserved")).isEqualByComparingTo("250");
        assertThat(number(paper(id), "portfolio.balance")).isEqualByComparingTo("250");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20261121})
    void generatedCyclesAreBookedAsTheyWereComputed(long seed) {
        // Given
        var generated = GeneratedCycles.of(seed);
        int id = portfolio(generated.cash());
        for (int i = 0; i < generated.cycles().size(); i++) {
            var cycle = generated.cycles().get(i);
            var told = "seed %d, cycle %d".formatted(seed, i);
            // One of a market that is held is denied before anybody asks for cash.
            var wanted = cycle.orders().stream()
                    .filter(order -> !"DUPLICATE_POSITION".equals(order.code()))
                    .toList();
            var name = "%s-" + i + "-" + id;

            // When
            if (!wanted.isEmpty()) {
                var reserved = ok(
                        "/reservations",
                        "{\"reservations\":[%s]}"
                                .formatted(wanted.stream()
                                        .map(order -> reservation(
                                                "order-" + name.formatted(order.marketId()), id, generated.amount()))
                                        .collect(Collectors.joining(","))));

                // Then
                assertThat(reserved.getList("results.outcome", String.class))
                        .as(told)
                        .isEqualTo(wanted.stream()
                                .map(order -> order.code() == null ? "reserved" : "insufficient_cash")
                                .toList());
            }

            // When
            for (var order : wanted) {
                if (order.shares() != null) {
                    var one = name.formatted(order.marketId());
                    fill(Api.fillOf(
                            one,
                            "%s-%d".formatted(order.marketId(), id),
                            id,
                            "open",
                            generated.amount(),
                            order.shares(),
                            order.price(),
                            "0"));
                }
            }
            for (var payment : cycle.payments()) {
                var trade = "%s-%d".formatted(payment.marketId(), id);
                var settled = settle("settle-" + trade, trade, payment.result());

                // Then
                assertThat(number(settled, "results[0].payout")).as(told).isEqualByComparingTo(payment.payout());
            }
            assertThat(number(paper(id), "portfolio.balance")).as(told).isEqualByComparingTo(cycle.cashAfter());
            assertThat(number(paper(id), "summary.reserved")).as(told).isZero();
        }
    }

    @Test
    void aRepeatedReservationHoldsCashOnceAndOtherContentIsRefused() {
        // Given
        int id = portfolio("100");
        reserve("order-a" + id, id, "60");

        // When
        var again = reserve("order-a" + id, id, "60.00");
        var other = reserve("order-a" + id, id, "61");

        // Then
        assertThat(again.getString("results[0].outcome")).isEqualTo("reserved");
        assertThat(other.getString("results[0].outcome")).isEqualTo("content_differs");
        assertThat(number(paper(id), "summary.available")).isEqualByComparingTo("40");
    }

    @Test
    void aRefusalStandsEvenWhenCashComesLater() {
        // Given
        int id = portfolio("100");
        reserve("order-held" + id, id, "60");
        reserve("order-late" + id, id, "60");
        ok("/reservations/release", "{\"order_ids\":[\"order-held" + id + "\"]}");

        // When
        var again = reserve("order-late" + id, id, "60");
        var fresh = reserve("order-new" + id, id, "60");

        // Then
        assertThat(again.getString("results[0].outcome")).isEqualTo("insufficient_cash");
        assertThat(fresh.getString("results[0].outcome")).isEqualTo("reserved");
    }

    @Test
    void aReleaseGivesCashBackOnce() {
        // Given
        int id = portfolio("100");
        reserve("order-r" + id, id, "60");
        var body = "{\"order_ids\":[\"order-r%d\",\"unknown\"]}".formatted(id);

        // When
        var first = ok("/reservations/release", body);
        var second = ok("/reservations/release", body);

        // Then
        assertThat(first.getInt("released")).isEqualTo(1);
        assertThat(second.getInt("released")).isZero();
        assertThat(number(paper(id), "summary.available")).isEqualByComparingTo("100");
        assertThat(reserve("order-r" + id, id, "60").getString("results[0].outcome"))
                .isEqualTo("released");
    }

    @Test
    void aPausedPortfolioReservesNothingButBooksWhatWasOrdered() {
        // Given
        int id = portfolio("100");
        reserve("order-p" + id, id, "50");
        ok("/portfolios/" + id + "/pause", "");

        // When
        var reserved = reserve("order-q" + id, id, "10");
        var booked = fill(open("p" + id, id, "50"));

        // Then
        assertThat(reserved.getString("results[0].outcome")).isEqualTo("portfolio_not_active");
        assertThat(booked.getString("results[0].outcome")).isEqualTo("booked");
    }

    @Test
    void anOpenFillSpendsItsReservationAndFreesTheRest() {
        // Given
        int id = portfolio("100");
        reserve("order-f" + id, id, "60");

        // When
        var booked = fill(open("f" + id, id, "50"));

        // Then
        assertThat(booked.getString("results[0].outcome")).isEqualTo("booked");
        var after = paper(id);
        assertThat(number(after, "portfolio.balance")).isEqualByComparingTo("50");
        assertThat(number(after, "summary.reserved")).isZero();
        assertThat(number(after, "portfolio.total_invested")).isEqualByComparingTo("50");
        assertThat(after.getInt("portfolio.trade_count")).isEqualTo(1);
        assertThat(after.getString("portfolio.positions[0].trade_id")).isEqualTo("trade-f" + id);
        assertThat(after.getString("portfolio.positions[0].entry_timestamp")).isEqualTo("2025-10-15T16:10:00.123456Z");
        assertThat(number(after, "summary.total_value")).isEqualByComparingTo("100");
    }

    @Test
    void aRepeatedFillIsBookedOnceAndOtherContentIsRefused() {
        // Given
        int id = portfolio("1000");
        fill(open("x" + id, id, "50"));

        // When
        var same = fill(open("x" + id, id, "50"), open("x" + id, id, "50.0"));
        var other = fill(open("x" + id, id, "51"));

        // Then
        assertThat(same.getList("results.outcome")).containsExactly("repeated", "repeated");
        assertThat(other.getString("results[0].outcome")).isEqualTo("refused");
        assertThat(other.getString("results[0].code")).isEqualTo("CONTENT_DIFFERS");
        assertThat(number(paper(id), "portfolio.balance")).isEqualByComparingTo("950");
    }

    @Test
    void aFillWithoutReservationNeedsFreeCash() {
        // Given
        int id = portfolio("100");
        reserve("order-held" + id, id, "60");

        // When
        var answer = fill(open("big" + id, id, "41"), open("fits" + id, id, "40"));

        // Then
        assertThat(answer.getList("results.outcome")).containsExactly("refused", "booked");
        assertThat(answer.getString("results[0].code")).isEqualTo("INSUFFICIENT_CASH");
        assertThat(number(paper(id), "summary.available")).isZero();
    }

    @Test
    void aPartialCloseTakesCostInProportionAndTheLastOneTheRest() {
        // Given
        int id = portfolio("1000");
        fill(Api.fillOf("c" + id, "c" + id, id, "open", "100", "116.279069767442", "0.86", "0.25"));

        // When
        var part = fill(close("c1" + id, "c" + id, id, "16.279069767442", "0.9", "0.01"));
        var rest = fill(close("c2" + id, "c" + id, id, "100", "0.5", "0"));
        var tooMany = fill(close("c3" + id, "c" + id, id, "1", "0.5", "0"));

        // Then
        assertThat(number(part, "results[0].realized_pnl")).isEqualByComparingTo("0.641163");
        assertThat(number(rest, "results[0].realized_pnl")).isEqualByComparingTo("-36");
        assertThat(tooMany.getString("results[0].code")).isEqualTo("POSITION_NOT_OPEN");
        var after = paper(id);
        assertThat(number(after, "portfolio.balance")).isEqualByComparingTo("964.391163");
        assertThat(number(after, "summary.realized_pnl")).isEqualByComparingTo("-35.358837");
        assertThat(after.getInt("summary.open_positions")).isZero();
        var position = Api.get("/portfolios/" + id + "/positions?status=closed").getMap("items[0]");
        assertThat(position).containsEntry("status", "closed").containsEntry("trade_id", "trade-c" + id);
    }

    @Test
    void positionsAreNarrowedToATradeOrAMarket() {
        // Given
        int id = portfolio("1000");
        fill(open("p1" + id, id, "10"), open("p2" + id, id, "20"));
        var positions = "/portfolios/" + id + "/positions";
        var market = Api.get(positions + "?trade_id=trade-p1" + id).getString("items[0].market_id");

        // When
        var ofTrade = Api.get(positions + "?trade_id=trade-p2" + id);
        var ofMarket = Api.get(positions + "?trade_id=trade-p1" + id + "&market_id=" + market);
        var elsewhere = Api.get(positions + "?market_id=no-such-market");

        // Then
        assertThat(ofTrade.getList("items.trade_id")).containsExactly("trade-p2" + id);
        assertThat(ofMarket.getList("items.trade_id")).containsExactly("trade-p1" + id);
        assertThat(elsewhere.getList("items")).isEmpty();
    }

    @Test
    void openAndCloseOfOneTradeInOneRequestAreBookedInOrder() {
        // Given
        int id = portfolio("50");

        // When
        var answer = fill(
                open("o" + id, id, "50"),
                close("oc" + id, "o" + id, id, "100", "0.6", "0"),
                open("next" + id, id, "60"));

        // Then
        assertThat(answer.getList("results.outcome")).containsExactly("booked", "booked", "booked");
        assertThat(number(paper(id), "portfolio.balance")).isZero();
    }

    @Test
    void aSecondFillOfATradeAddsToItsPosition() {
        // Given
        int id = portfolio("100");
        fill(open("two" + id, id, "50"));

        // When
        fill(Api.fillOf("twob" + id, "two" + id, id, "open", "30", "50", "0.6", "0"));

        // Then
        var after = paper(id);
        assertThat(after.getInt("summary.open_positions")).isEqualTo(1);
        assertThat(after.getInt("portfolio.trade_count")).isEqualTo(1);
        assertThat(number(after, "portfolio.positions[0].amount")).isEqualByComparingTo("80");
        assertThat(number(after, "portfolio.positions[0].entry_price")).isEqualByComparingTo("0.5333333333333333");
    }

    @Test
    void settlementPaysADollarNothingOrHalfAShare() {
        // Given
        int id = portfolio("300");
        fill(open("w" + id, id, "100"), open("l" + id, id, "100"), open("v" + id, id, "100"));

        // When
        var won = settle("s-w" + id, "w" + id, "won");
        var lost = settle("s-l" + id, "l" + id, "lost");
        var even = settle("s-v" + id, "v" + id, "void");
        var again = settle("s-w" + id, "w" + id, "won");
        var differs = settle("s-w" + id, "w" + id, "lost");
        var twice = settle("s-w2" + id, "w" + id, "won");
        var unknown = settle("s-u" + id, "nothing", "won");

        // Then
        assertThat(number(won, "results[0].payout")).isEqualByComparingTo("200");
        assertThat(number(won, "results[0].realized_pnl")).isEqualByComparingTo("100");
        assertThat(number(lost, "results[0].payout")).isZero();
        assertThat(number(lost, "results[0].realized_pnl")).isEqualByComparingTo("-100");
        assertThat(number(even, "results[0].payout")).isEqualByComparingTo("100");
        assertThat(again.getString("results[0].outcome")).isEqualTo("repeated");
        assertThat(number(again, "results[0].payout")).isEqualByComparingTo("200");
        assertThat(differs.getString("results[0].code")).isEqualTo("CONTENT_DIFFERS");
        assertThat(twice.getString("results[0].code")).isEqualTo("POSITION_NOT_OPEN");
        assertThat(unknown.getString("results[0].code")).isEqualTo("TRADE_NOT_FOUND");
        assertThat(number(paper(id), "portfolio.balance")).isEqualByComparingTo("300");
    }

    @Test
    void aTradeIdStaysWithItsMarketAndSide() {
        // Given
        int id = portfolio("100");
        fill(open("own" + id, id, "10"));

        // When
        var other = Api.fillOf("steal" + id, "own" + id, id, "open", "10", "20", "0.5", "0");
        var answer = fill(other.replace("m-own", "m-other"));

        // Then
        assertThat(answer.getString("results[0].code")).isEqualTo("TRADE_DIFFERS");
        assertThat(number(paper(id), "portfolio.balance")).isEqualByComparingTo("90");
    }

    @Test
    void aFillOfAnUnknownPortfolioIsRefused() {
        // Given
        int id = portfolio("100");

        // When
        var answer = fill(open("unknown" + id, 999_998, "10"));

        // Then
        assertThat(answer.getString("results[0].code")).isEqualTo("PORTFOLIO_NOT_FOUND");
    }

    @Test
    void entriesOfATransactionSumToZeroAndPageByCursor() {
        // Given
        int id = portfolio("10000");
        fill(Api.fillOf("e" + id, "e" + id, id, "open", "50", "100", "0.5", "0.1"));

        // When
        var ofFill = Api.get("/ledger/entries?transaction_id=fill:fill-e" + id);
        var ofTrade = Api.get("/ledger/entries?trade_id=trade-e" + id);
        var page = Api.get("/ledger/entries?limit=2&portfolio_id=" + id);
        var next = Api.get("/ledger/entries?limit=10&portfolio_id=" + id + "&cursor=" + page.getString("next_cursor"));

        // Then
        assertThat(ofFill.getList("items.account")).containsExactlyInAnyOrder("cash", "fees", "position:trade-e" + id);
        assertThat(ofTrade.getList("items.entry_id")).isEqualTo(ofFill.getList("items.entry_id"));
        assertThat(page.getList("items.account")).containsExactlyInAnyOrder("capital", "cash");
        assertThat(next.getList("items")).hasSize(3);
        assertThat(next.getString("next_cursor")).isNull();
    }

    @Test
    void aTimeIsTheSameInAnyZone() {
        // Given
        int id = portfolio("100");
        var utc = open("zone" + id, id, "10");
        fill(utc);

        // When
        var again = fill(utc.replace("16:10:00.123456Z", "18:10:00.123456+02:00"));

        // Then
        assertThat(again.getString("results[0].outcome")).isEqualTo("repeated");
    }

    @Test
    void healthAndMetersTellWhatTheLastCheckFound() {
        // Given
        Api.get("/ledger/check");

        // When
        var health = Api.get("/q/health/well");
        var meters = io.restassured.RestAssured.get("/q/metrics").asString();

        // Then
        assertThat(health.getString("checks.find{it.name=='ledger'}.data.state"))
                .isEqualTo("balanced");
        assertThat(meters)
                .contains("prescient_portfolio_ledger_differences 0.0")
                .contains("prescient_portfolio_batch_items_count{kind=\"fill\"}");
    }
}
