package prescient.trade.kalshi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import prescient.trade.venue.Side;

class KalshiParserTest {

    private final KalshiParser parser = new KalshiParser();

    private <T> KalshiPage<T> page(KalshiList<T> list, String... rows) throws IOException {
        var text = "{\"" + list.field() + "\": [" + String.join(",", rows) + "], \"cursor\": \"\"}";
        return parser.page(text.getBytes(StandardCharsets.UTF_8), list);
    }

    @Test
    void aFillIsTheSameInEveryFormItEverHad() throws IOException {
        // Given
        var cents = "{\"trade_id\":\"t\",\"order_id\":\"o\",\"ticker\":\"K-1\",\"side\":\"no\",\"action\":\"sell\","
                + "\"count\":20,\"yes_price\":4,\"no_price\":96,\"is_taker\":true,"
                + "\"created_time\":\"2025-07-28T15:48:57.939152Z\"}";
        var arrays = cents.replace("\"is_taker\"", "\"yes_price_fixed\":[0,0],\"no_price_fixed\":[0,0],\"is_taker\"");
        var both = cents.replace(
                "\"is_taker\"",
                "\"yes_price_dollars\":\"0.0400\",\"no_price_dollars\":\"0.9600\",\"count_fp\":\"20.00\",\"is_taker\"");
        var dollars = "{\"fill_id\":\"t\",\"order_id\":\"o\",\"market_ticker\":\"K-1\",\"outcome_side\":\"no\","
                + "\"book_side\":\"ask\",\"count_fp\":\"20.00\",\"yes_price_dollars\":\"0.0400\","
                + "\"fee_cost\":\"0.0600\","
                + "\"is_taker\":true,\"created_time\":\"2025-07-28T15:48:57.939152Z\",\"new_field\":{\"a\":1}}";

        // When
        var fills = page(KalshiList.FILLS, cents, arrays, both, dollars);

        // Then
        assertThat(fills.defects()).isEmpty();
        assertThat(fills.cursor()).isNull();
        assertThat(fills.items()).hasSize(4).allSatisfy(fill -> {
            assertThat(fill.fillId()).isEqualTo("t");
            assertThat(fill.ticker()).isEqualTo("K-1");
            assertThat(fill.side()).isEqualTo(Side.NO);
            assertThat(fill.count()).isEqualByComparingTo("20");
            assertThat(fill.yesPrice()).isEqualByComparingTo("0.04");
            assertThat(fill.noPrice()).isEqualByComparingTo("0.96");
            assertThat(fill.price()).isEqualByComparingTo("0.96");
            assertThat(fill.filledAt()).isEqualTo(Instant.parse("2025-07-28T15:48:57.939152Z"));
        });
        assertThat(fills.items().getLast().fee()).isEqualByComparingTo("0.06");
        assertThat(fills.items().getFirst().fee()).isNull();
    }

    @Test
    void partsOfContractsAndTenthsOfCentsStayExact() throws IOException {
        // When
        var fill = page(
                        KalshiList.FILLS,
                        "{\"trade_id\":\"t\",\"order_id\":\"o\",\"ticker\":\"K\",\"outcome_side\":\"yes\","
                                + "\"count_fp\":\"0.01\",\"yes_price_dollars\":\"0.123456\","
                                + "\"created_time\":\"2026-08-01T00:00:00Z\"}")
                .items()
                .getFirst();

        // Then
        assertThat(fill.count().toPlainString()).isEqualTo("0.01");
        assertThat(fill.yesPrice().toPlainString()).isEqualTo("0.123456");
        assertThat(fill.noPrice().toPlainString()).isEqualTo("0.876544");
    }

    @Test
    void anOrderThatOnlySaysWhatItBuysIsAPurchase() throws IOException {
        // When
        var order = page(
                        KalshiList.ORDERS,
                        "{\"order_id\":\"o\",\"ticker\":\"K\",\"status\":\"resting\",\"outcome_side\":\"no\","
                                + "\"book_side\":\"ask\",\"no_price_dollars\":\"0.3000\","
                                + "\"remaining_count_fp\":\"2.50\","
                                + "\"taker_fees_dollars\":\"0.0000\",\"created_time\":\"2026-08-01T00:00:00Z\"}")
                .items()
                .getFirst();

        // Then
        assertThat(order.action()).isEqualTo("buy");
        assertThat(order.side()).isEqualTo(Side.NO);
        assertThat(order.remainingCount()).isEqualByComparingTo("2.5");
        assertThat(order.takerFees()).isEqualByComparingTo("0");
        assertThat(order.makerFees()).isNull();
        assertThat(order.updatedAt()).isEqualTo(order.createdAt());
        assertThat(order.isOpen()).isTrue();
    }

    @Test
    void aRowThatSaysNothingUsableSpoilsNoOther() throws IOException {
        // Given
        var good = "{\"ticker\":\"K\",\"market_result\":\"scalar\",\"yes_count_fp\":\"1.00\",\"revenue\":50,"
                + "\"settled_time\":\"2026-08-01T00:00:00Z\"}";

        // When
        var settlements = page(
                KalshiList.SETTLEMENTS,
                "{\"ticker\":\"K\"}",
                good,
                good.replace("\"1.00\"", "\"many\""),
                good.replace("2026-08-01T00:00:00Z", "yesterday"),
                good.replace("\"K\"", "\"\\u0000\""),
                "7");

        // Then
        assertThat(settlements.items()).hasSize(1);
        assertThat(settlements.items().getFirst().result()).isEqualTo("scalar");
        assertThat(settlements.items().getFirst().revenue()).isEqualByComparingTo("0.50");
        assertThat(settlements.defects())
                .hasSize(5)
                .allSatisfy(defect -> assertThat(defect.reason()).isNotEmpty());
    }

    @Test
    void b25HundredthsOfACentAreNoCents() throws IOException {
        // Given
        var socket = "{\"market_ticker\":\"K\",\"position\":-20,\"position_cost\":188000,\"realized_pnl\":-10000,"
                + "\"fees_paid\":800,\"volume\":20}";
        var rest = "{\"ticker\":\"K\",\"position\":-20,\"market_exposure\":1880,\"realized_pnl\":-100,"
                + "\"fees_paid\":8,\"total_traded\":1880}";
        var dollars = "{\"market_ticker\":\"K\",\"position_fp\":\"-20.00\",\"position_cost_dollars\":\"18.8000\","
                + "\"realized_pnl_dollars\":\"-1.0000\",\"fees_paid_dollars\":\"0.0800\"}";

        // When
        var told = page(KalshiList.POSITIONS, rest).items().getFirst();
        var old = parser.positionOfSocket(parser.tree(socket.getBytes(StandardCharsets.UTF_8)));
        var now = parser.positionOfSocket(parser.tree(dollars.getBytes(StandardCharsets.UTF_8)));

        // Then
        for (var position : new KalshiPosition[] {told, old, now}) {
            assertThat(position.position()).isEqualByComparingTo("-20");
            assertThat(position.exposure()).isEqualByComparingTo("18.80");
            assertThat(position.realizedPnl()).isEqualByComparingTo("-1");
            assertThat(position.fees()).isEqualByComparingTo("0.08");
        }
        assertThat(old.totalTraded()).isNull();
    }

    @Test
    void b25ABalanceIsDollarsWhetherItCameInCentsOrNot() throws IOException {
        assertThat(parser.balance("{\"balance\":100000}".getBytes(StandardCharsets.UTF_8))
                        .balance())
                .isEqualByComparingTo("1000");
        assertThat(parser.balance(
                                "{\"balance\":99999,\"balance_dollars\":\"999.9950\"}".getBytes(StandardCharsets.UTF_8))
                        .balance())
                .isEqualByComparingTo("999.995");
    }
}
