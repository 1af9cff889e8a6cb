package prescient.trade.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import prescient.problem.Refused;
import prescient.trade.cutover.FileChanges;
import prescient.trade.cutover.TradingStore;
import prescient.trade.status.StatusDesk;
import prescient.trade.stop.StopDesk;
import prescient.trade.testing.TradeServiceTest;

/** The stream, look by look. */
@QuarkusTest
class StreamDeskTest extends TradeServiceTest {

    @Inject
    StreamStore store;

    @Inject
    StreamJob job;

    @Inject
    TradingStore trading;

    @Inject
    FileChanges files;

    @Inject
    StopDesk stops;

    @Inject
    StatusDesk status;

    @Inject
    ObjectMapper json;

    private final String id = UUID.randomUUID().toString();
    private final Log source = new Log();
    private final List<Runnable> started = new ArrayList<>();
    private final Config config = new Config(1000, 64);
    private Instant now = Instant.now();
    private final InstantSource clock = () -> now;

    /** The table, while nothing is wrong with it. */
    private final class Log implements StreamSource {

        private boolean up = true;
        private int asked;

        @Override
        public @Nullable Changes between(@Nullable StreamMark from, @Nullable StreamMark to) {
            asked++;
            return up ? store.between(from, to) : null;
        }
    }

    private record Config(int waiting, int listeners) implements StreamConfig {

        @Override
        public Duration every() {
            return Duration.ZERO;
        }

        @Override
        public Duration beatEvery() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration statusEvery() {
            return Duration.ofMillis(1);
        }

        @Override
        public Duration longest() {
            return Duration.ofMinutes(4);
        }
    }

    private StreamDesk desk(Config limits) {
        return new StreamDesk(
                source,
                trading,
                files,
                stops,
                new StatusView(status, limits, json, clock),
                limits,
                clock,
                started::add);
    }

    private static AssertSubscriber<StreamEvent> listen(StreamDesk desk, @Nullable String after, long most) {
        return desk.listen(after).subscribe().withSubscriber(AssertSubscriber.create(most));
    }

    private void trade(int number) throws SQLException {
        sql("""
            SET search_path = trade;
            INSERT INTO trade.trades (trade_id, portfolio_id, environment, timestamp, market_id, market_question,
                action, amount, shares, entry_price, confidence, status)
            VALUES ('%s-%d', 1, 'paper', now(), 'm', 'Rain?', 'buy_yes', 10, 20, 0.5, 0.5, 'open')
            """.formatted(id, number));
    }

    /** Without those that do not depend on what the test does. */
    private static List<String> told(AssertSubscriber<StreamEvent> listener) {
        return listener.getItems().stream()
                .filter(event -> !List.of("status", "stop", "beat").contains(event.kind()))
                .map(event -> event.kind() + " "
                        + event.data().replaceAll(".*\"(state|what|trade_id)\": ?\"([^\"]*)\".*", "$2"))
                .toList();
    }

    private static String last(AssertSubscriber<StreamEvent> listener) {
        return listener.getItems().stream()
                .map(StreamEvent::cursor)
                .filter(Objects::nonNull)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    @Test
    void nothingIsLookedUpWhileNobodyListens() {
        // Given
        var desk = desk(config);
        var first = listen(desk, null, 100);
        var second = listen(desk, null, 100);

        // When
        first.cancel();
        second.cancel();
        started.forEach(Runnable::run);

        // Then: one began to look for both, and stopped before the first question
        assertThat(started).hasSize(1);
        assertThat(source.asked).isZero();
        assertThat(desk.count()).isZero();
        listen(desk, null, 100).cancel();
        assertThat(started).hasSize(2);
    }

    @Test
    void anOutageIsToldAndNothingOfItIsLost() throws SQLException {
        // Given
        var desk = desk(config);
        var listener = listen(desk, null, 100);
        desk.look();

        // When
        source.up = false;
        desk.look();
        desk.look();
        trade(1);
        source.up = true;
        desk.look();

        // Then
        assertThat(told(listener)).containsExactly("stream live", "stream stale", "stream live", "trade " + id + "-1");
    }

    @Test
    void whoNeverSawTheDatabaseReadsEverythingWhenItIsThere() {
        // Given
        var desk = desk(config);
        var listener = listen(desk, null, 100);
        source.up = false;
        desk.look();

        // When
        source.up = true;
        desk.look();

        // Then
        assertThat(told(listener)).containsExactly("stream stale", "stream live", "reload everything");
    }

    @Test
    void anotherReplicaOrTheNextRunGoesOnWhereOneEnded() throws SQLException {
        // Given
        var first = desk(config);
        var before = listen(first, null, 100);
        first.look();
        trade(1);
        first.look();
        trade(2);
        trade(3);

        // When: it never looked before, and others that listen to it are somewhere else
        var second = desk(config);
        var fresh = listen(second, null, 100);
        second.look();
        var again = listen(second, last(before), 100);
        trade(4);
        second.look();

        // Then
        assertThat(told(before)).containsExactly("stream live", "trade " + id + "-1");
        assertThat(told(fresh)).containsExactly("stream live", "trade " + id + "-4");
        assertThat(told(again))
                .containsExactly("stream live", "trade " + id + "-2", "trade " + id + "-3", "trade " + id + "-4");
    }

    @Test
    void anIdOfAnotherDatabaseOrFromTooLongAgoReadsEverything() {
        // Given
        var desk = desk(config);
        var known = listen(desk, null, 100);
        desk.look();
        var cursor = StreamCursor.parse(last(known));
        var mark = Objects.requireNonNull(cursor.database());
        var snapshot = mark.snapshot();

        for (var odd : List.of(
                new StreamMark(mark.log() + 1, mark.at(), snapshot),
                new StreamMark(mark.log(), mark.at().minus(Duration.ofMinutes(31)), snapshot),
                new StreamMark(mark.log(), mark.at(), "1:999999999999:"))) {
            // When
            var listener = listen(desk, new StreamCursor(odd, cursor.run(), cursor.file()).text(), 100);
            desk.look();

            // Then
            assertThat(told(listener)).containsExactly("stream live", "reload everything");
            assertThat(StreamCursor.parse(last(listener)).database()).isNotEqualTo(odd);
        }
    }

    @Test
    void rowsOfARestoredBackupThatNameTransactionsToComeAreNotNew() throws SQLException {
        // Given
        var desk = desk(config);
        var listener = listen(desk, null, 100);
        desk.look();

        // When
        sql("INSERT INTO trade.stream_changes (transaction_id, kind, told) VALUES ('99999999999', 'trade', '[{}]')");
        desk.look();
        trade(1);
        desk.look();
        sql("DELETE FROM trade.stream_changes WHERE transaction_id = '99999999999'");

        // Then
        assertThat(told(listener)).containsExactly("stream live", "trade " + id + "-1");
    }

    @Test
    void aSlowListenerIsSentAwayAndGetsTheRestWhenItComesAgain() throws SQLException {
        // Given: room for five, and it takes three
        var desk = desk(new Config(5, 64));
        var slow = listen(desk, null, 3);
        desk.look();
        var had = last(slow);

        // When
        for (int i = 1; i <= 6; i++) {
            trade(i);
        }
        desk.look();
        slow.request(100);

        // Then
        slow.assertCompleted();
        assertThat(told(slow)).containsExactly("stream live", "stream slow");
        assertThat(slow.getItems()).hasSize(4);
        assertThat(desk.count()).isZero();
        var next = desk(config);
        var again = listen(next, had, 100);
        next.look();
        assertThat(told(again)).hasSize(7).endsWith("trade " + id + "-6");
    }

    @Test
    void nobodyListensForEverOnOneToken() {
        // Given
        var desk = desk(config);
        var listener = listen(desk, null, 100);
        desk.look();

        // When
        now = now.plus(Duration.ofMinutes(5));
        desk.look();

        // Then
        listener.assertCompleted();
        assertThat(told(listener)).containsExactly("stream live", "stream over");
        assertThat(listener.getItems())
                .filteredOn(event -> event.kind().equals("beat"))
                .hasSize(2);
    }

    @Test
    void oneMoreThanThereIsRoomForIsRefused() {
        // Given
        var desk = desk(new Config(1000, 1));
        listen(desk, null, 100);

        // When, then
        assertThatThrownBy(() -> desk.listen(null))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem()).isEqualTo(StreamProblem.TOO_MANY_LISTENERS));
    }

    @Test
    void theStatusIsToldWhenItChanges() {
        // Given
        var desk = desk(config);
        var listener = listen(desk, null, 1000);
        awaitStatus(desk, listener, "\"system_health\":\"healthy\"");

        // When
        neighbours.fail("/q/health");

        // Then
        awaitStatus(desk, listener, "\"system_health\":\"down\"");
        assertThat(listener.getItems())
                .filteredOn(event -> event.kind().equals("status"))
                .extracting(StreamEvent::data)
                .doesNotHaveDuplicates();
    }

    private void awaitStatus(StreamDesk desk, AssertSubscriber<StreamEvent> listener, String part) {
        Awaitility.await().untilAsserted(() -> {
            now = now.plusMillis(2);
            desk.look();
            assertThat(listener.getItems()).anyMatch(event -> event.data().contains(part));
        });
    }

    @Test
    void whatNobodyCanAskForAnyMoreIsForgotten() throws SQLException {
        // Given
        trade(1);
        trade(2);
        sql("""
            UPDATE trade.stream_changes SET noted_at = now() - interval '61 minutes'
            WHERE told @> '[{"trade_id": "%s-1"}]'
            """.formatted(id));

        // When
        int gone = job.forget();

        // Then
        assertThat(gone).isEqualTo(1);
        assertThat(count("SELECT count(*) FROM trade.stream_changes WHERE told::text LIKE '%" + id + "%'"))
                .isEqualTo(1);
    }
}
