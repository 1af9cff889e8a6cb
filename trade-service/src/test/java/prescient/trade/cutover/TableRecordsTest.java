package prescient.trade.cutover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.DecimalNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import prescient.cutover.RecordStore;
import prescient.cutover.RejectedRecord;
import prescient.database.BulkFailure;

@QuarkusTest
@TestProfile(WithFiles.class)
class TableRecordsTest extends TradeRecordsContract {

    @Inject
    TradeRecordTable table;

    @Override
    RecordStore store() {
        return table;
    }

    @Test
    void aBatchWithOneBadRecordLeavesNothing() {
        // Given
        var bad = record("b", 1, "open", Map.of());
        bad.value().set("entry_price", DecimalNode.valueOf(new BigDecimal("1.5")));
        var worse = record("c", 1, "open", Map.of());
        worse.value().put("entry_price", 0);

        // When, then
        assertThatThrownBy(() -> table.write(List.of(record("a", 0, "open", Map.of()), bad)))
                .isInstanceOfSatisfying(
                        BulkFailure.class,
                        failure -> assertThat(failure.isBadData()).isTrue());
        assertThatThrownBy(() -> table.write(List.of(record("a", 0, "open", Map.of()), worse)))
                .isInstanceOfSatisfying(
                        RejectedRecord.class,
                        rejected -> assertThat(rejected.rejected()).isEqualTo(worse));
        assertThat(read(table)).isEmpty();
    }

    @Test
    void anEndedTradeFreesItsMarketAndIsSettled() throws java.sql.SQLException {
        // Given
        neighbours.quote("ma", "0.45", "0.55");
        execute(order("o1", "ma", "100", "0.56")).statusCode(200);
        sql("UPDATE trade.trades SET trade_id = 'a'");

        // When
        table.write(List.of(ended("a", 0)));

        // Then
        assertThat(count("SELECT count(*) FROM trade.orders WHERE status = 'closed'"))
                .isOne();
        assertThat(count("SELECT count(*) FROM trade.settlements WHERE result = 'won'"))
                .isOne();
        execute(order("o2", "ma", "100", "0.56")).statusCode(200);
    }

    @Test
    void aTradeThatExistsDoesNotSpoilTheBatchThatWouldMakeIt() throws java.sql.SQLException {
        // Given
        neighbours.quote("m1", "0.45", "0.55");
        neighbours.quote("m2", "0.45", "0.55");
        neighbours.fail("/reservations");
        execute(order("o1", "m1", "100", "0.56")).statusCode(202);
        execute(order("o2", "m2", "100", "0.56")).statusCode(202);
        var mirrored = record("trade-o1", 0, "open", Map.of());
        table.write(List.of(mirrored));

        // When
        neighbours.heal();

        // Then
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(neighbours.fills()).hasSize(2));
        assertThat(count("SELECT count(*) FROM trade.trades WHERE order_id = 'o1'"))
                .isOne();
        assertThat(count("SELECT count(*) FROM trade.orders WHERE status = 'pending'"))
                .isZero();
    }
}
