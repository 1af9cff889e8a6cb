package prescient.trade.kalshi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import prescient.json.JsonSettings;

/** Every captured answer, of whatever form, is read row by row, and each row says what the capture says. */
class CapturesGoldenTest {

    private static final Path API =
            Path.of(System.getProperty("prescient.shared", "../shared")).resolve("data/recio/api");
    private static final Map<String, KalshiList<?>> LISTS = Map.of(
            "fills.json", KalshiList.FILLS,
            "orders.json", KalshiList.ORDERS,
            "settlements.json", KalshiList.SETTLEMENTS,
            "positions.json", KalshiList.POSITIONS);

    private final ObjectMapper json = JsonSettings.mapper();
    private final KalshiParser parser = new KalshiParser();

    private static List<Path> captures() throws IOException {
        assumeTrue(Files.isDirectory(API), "there are no captures");
        try (var files = Files.walk(API)) {
            return files.filter(file -> LISTS.containsKey(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void everyRowIsReadAndKeptWhole() throws IOException {
        for (var capture : captures()) {
            // Given
            var list = LISTS.get(capture.getFileName().toString());
            var body = Files.readAllBytes(capture);
            var rows = json.readTree(body).path(list.field());

            // When
            var page = parser.page(body, list);

            // Then
            assertThat(page.defects()).as(capture.toString()).isEmpty();
            assertThat(page.items()).as(capture.toString()).hasSize(rows.size());
            for (int i = 0; i < rows.size(); i++) {
                compare(capture + " row " + i, rows.get(i), page.items().get(i));
            }
        }
    }

    private void compare(String where, JsonNode row, Object read) throws IOException {
        switch (read) {
            case KalshiFill fill -> {
                assertThat(fill.fillId())
                        .as(where)
                        .isEqualTo(row.path("trade_id").asText());
                assertThat(fill.orderId())
                        .as(where)
                        .isEqualTo(row.path("order_id").asText());
                assertThat(fill.side().name())
                        .as(where)
                        .isEqualToIgnoringCase(row.path("side").asText());
                same(where, row, "count", 0, fill.count());
                same(where, row, "yes_price", 2, fill.yesPrice());
                same(where, row, "no_price", 2, fill.noPrice());
                time(where, row, "created_time", fill.filledAt());
                assertThat(json.readTree(fill.raw())).as(where).isEqualTo(row);
            }
            case KalshiOrder order -> {
                assertThat(order.orderId())
                        .as(where)
                        .isEqualTo(row.path("order_id").asText());
                assertThat(order.status())
                        .as(where)
                        .isEqualTo(row.path("status").asText());
                assertThat(order.action())
                        .as(where)
                        .isEqualTo(row.path("action").asText());
                same(where, row, "yes_price", 2, order.yesPrice());
                same(where, row, "initial_count", 0, order.initialCount());
                same(where, row, "remaining_count", 0, order.remainingCount());
                same(where, row, "fill_count", 0, order.fillCount());
                same(where, row, "taker_fees", 2, order.takerFees());
                same(where, row, "maker_fees", 2, order.makerFees());
                same(where, row, "taker_fill_cost", 2, order.takerFillCost());
                time(where, row, "created_time", order.createdAt());
                time(where, row, "last_update_time", order.updatedAt());
                assertThat(json.readTree(order.raw())).as(where).isEqualTo(row);
            }
            case KalshiSettlement settlement -> {
                assertThat(settlement.ticker())
                        .as(where)
                        .isEqualTo(row.path("ticker").asText());
                assertThat(settlement.result())
                        .as(where)
                        .isEqualToIgnoringCase(row.path("market_result").asText());
                same(where, row, "yes_count", 0, settlement.yesCount());
                same(where, row, "yes_total_cost", 2, settlement.yesTotalCost());
                same(where, row, "no_count", 0, settlement.noCount());
                same(where, row, "no_total_cost", 2, settlement.noTotalCost());
                same(where, row, "revenue", 2, settlement.revenue());
                time(where, row, "settled_time", settlement.settledAt());
                assertThat(json.readTree(settlement.raw())).as(where).isEqualTo(row);
            }
            case KalshiPosition position -> {
                assertThat(position.ticker())
                        .as(where)
                        .isEqualTo(row.path("ticker").asText());
                same(where, row, "position", 0, position.position());
                same(where, row, "market_exposure", 2, position.exposure());
                same(where, row, "total_traded", 2, position.totalTraded());
                same(where, row, "realized_pnl", 2, position.realizedPnl());
                same(where, row, "fees_paid", 2, position.fees());
                time(where, row, "last_updated_ts", position.updatedAt());
                assertThat(json.readTree(position.raw())).as(where).isEqualTo(row);
            }
            default -> throw new AssertionError(where + " is a " + read.getClass());
        }
    }

    /** Text is in the unit of our rows, a whole number in one with so many decimals less. */
    private static void same(String where, JsonNode row, String name, int decimals, @Nullable BigDecimal read) {
        var text = List.of(row.path(name + "_dollars"), row.path(name + "_fp"), row.path(name + "_fixed")).stream()
                .filter(JsonNode::isTextual)
                .findFirst();
        var told = text.map(value -> new BigDecimal(value.asText()))
                .orElseGet(() -> row.path(name).decimalValue().movePointLeft(decimals));
        assertThat(read).as(where + " " + name).isEqualByComparingTo(told);
    }

    private static void time(String where, JsonNode row, String name, @Nullable Instant read) {
        assertThat(read)
                .as(where + " " + name)
                .isEqualTo(Instant.parse(row.path(name).asText()));
    }
}
