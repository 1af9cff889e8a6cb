package prescient.trade.stop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import prescient.problem.Refused;
import prescient.problem.RequestProblem;
import prescient.testing.StrictLog;
import prescient.trade.desk.DeskRig;
import prescient.trade.notification.Notice;

/** Orders of the kill switch in memory, file and table, with PostgreSQL there and away. */
class StopDeskTest {

    private static final Set<StopAction> STOP = EnumSet.of(StopAction.STOP_ENTRIES);
    private static final Set<StopAction> ALL =
            EnumSet.of(StopAction.STOP_ENTRIES, StopAction.CANCEL_ORDERS, StopAction.FLATTEN);
    private static final Set<StopAction> RELEASE = EnumSet.of(StopAction.RELEASE);

    @RegisterExtension
    final StrictLog log = new StrictLog();

    @TempDir
    Path folder;

    private final AtomicBoolean up = new AtomicBoolean(true);

    @BeforeEach
    void emptyTable() {
        new DeskRig();
    }

    private StopDesk process(Path dir) {
        var desk = StopRig.stops(DeskRig.pool(), dir, up::get);
        desk.recall();
        return desk;
    }

    private static String row(String query) throws SQLException {
        try (var connection = DeskRig.superuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    @Test
    void anOrderCountsAtOnceAndAfterARestartWhilePostgresIsDown() throws SQLException {
        // Given
        up.set(false);
        var desk = process(folder);
        var before = desk.stopped();

        // When
        var taken = desk.order("s1", STOP, "trader", "prices are wrong");
        var restarted = process(folder);

        // Then
        assertThat(before).isEmpty();
        assertThat(taken.durable()).isTrue();
        assertThat(desk.stopped().orElseThrow()).contains("trader", "prices are wrong");
        assertThat(restarted.stopped()).isEqualTo(desk.stopped());
        assertThatThrownBy(restarted::requireEntries)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.problem()).isEqualTo(StopProblem.TRADING_STOPPED));
        assertThat(row("SELECT order_id FROM trade.kill_switch_orders")).isNull();
    }

    @Test
    void whatWasOrderedWithoutPostgresIsOnRecordOnceWhenItIsBack() throws SQLException {
        // Given
        up.set(false);
        process(folder).order("s1", ALL, "trader", "prices are wrong");
        var restarted = process(folder);
        restarted.meet();

        // When
        up.set(true);
        restarted.meet();
        restarted.meet();

        // Then
        assertThat(row("SELECT string_agg(order_id || ' ' || asked_by || ' ' || reason || ' ' || asked_at, ',')"
                        + " FROM trade.kill_switch_orders"))
                .isEqualTo("s1 trader prices are wrong 2026-03-02 16:30:00+00");
        assertThat(restarted.waiting(StopPart.DESK)).extracting(StopOrder::id).containsExactly("s1");
    }

    @Test
    void replicasKnowTogetherWhatEitherWasTold() {
        // Given
        var one = process(null);
        var other = process(null);
        one.order("s1", STOP, "trader", "first");

        // When
        other.meet();
        var stopped = other.stopped();
        other.order("r1", RELEASE, "operator", "all is well");
        one.meet();

        // Then
        assertThat(stopped).isPresent();
        assertThat(one.stopped()).isEmpty();
        assertThat(one.newest()).isEqualTo(other.newest()).hasSize(2);
    }

    @Test
    void withoutAFileTheTableIsAskedBeforeAnythingIsOpened() {
        // Given
        process(null).order("s1", STOP, "trader", "first");

        // When: nothing has brought the new process and the table together yet
        var fresh = process(null);

        // Then
        assertThat(fresh.holds()).isFalse();
        assertThat(fresh.stopped()).isPresent();
    }

    @Test
    void aRepeatIsTheSameOrderAndOtherContentIsRefused() {
        // Given
        var desk = process(folder);
        var first = desk.order("s1", ALL, "trader", "first");

        // When
        var again = desk.order("s1", ALL, "somebody else", "first");

        // Then
        assertThat(first.fresh()).isTrue();
        assertThat(again.fresh()).isFalse();
        assertThat(again.order()).isEqualTo(first.order());
        assertThatThrownBy(() -> desk.order("s1", STOP, "trader", "first"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem()).isEqualTo(RequestProblem.CONTENT_DIFFERS));
    }

    @Test
    void anOldRepeatDoesNotStopAgainWhatWasReleased() {
        // Given
        var desk = process(folder);
        desk.order("s1", STOP, "trader", "first");
        desk.order("r1", RELEASE, "operator", "well");

        // When
        desk.order("s1", STOP, "trader", "first");

        // Then
        assertThat(desk.stopped()).isEmpty();
    }

    @Test
    void aReleaseDropsWhatIsNotCarriedOutAndKeepsWhatIs() throws SQLException {
        // Given
        var desk = process(folder);
        desk.order("s1", ALL, "trader", "first");
        desk.done("s1", new StopResult(StopPart.PAPER, 1, 2, List.of("t9: STALE_PRICE"), StopRig.NOW));

        // When
        desk.order("r1", RELEASE, "operator", "well");

        // Then
        assertThat(desk.waiting(StopPart.PAPER)).isEmpty();
        assertThat(desk.waiting(StopPart.DESK)).isEmpty();
        assertThat(row("SELECT dropped || ' ' || (results -> 0 ->> 'closed') FROM trade.kill_switch_orders"
                        + " WHERE order_id = 's1'"))
                .isEqualTo("true 2");
    }

    @Test
    void peopleAreToldAtOnceWithoutPostgresAndOnceWithIt() throws SQLException {
        // Given
        var told = new ArrayList<Notice>();
        up.set(false);
        var desk = StopRig.stops(DeskRig.pool(), folder, up::get, told::addAll);
        desk.recall();

        // When
        desk.order("s1", STOP, "trader", "prices are wrong");
        desk.order("s1", STOP, "trader", "prices are wrong");
        var withoutPostgres = List.copyOf(told);
        up.set(true);
        desk.order("r1", RELEASE, "operator", "all is well");
        desk.done("s1", new StopResult(StopPart.PAPER, 0, 0, List.of(), StopRig.NOW));

        // Then
        assertThat(withoutPostgres).extracting(Notice::key).containsExactly("kill-switch/s1");
        assertThat(told).isEqualTo(withoutPostgres);
        assertThat(row("SELECT string_agg(dedup_key || ' ' || severity || ' ' || seen, ',' ORDER BY told_at)"
                        + " FROM trade.notifications"))
                .isEqualTo("kill-switch/s1 critical 1,kill-switch/r1 warning 1");
    }

    @Test
    void actionsStandAlone() {
        // Given
        var desk = process(folder);

        // When
        desk.order("c1", EnumSet.of(StopAction.CANCEL_ORDERS), "trader", "only orders");
        var stopped = desk.stopped();
        desk.done("c1", new StopResult(StopPart.PAPER, 0, 0, List.of(), StopRig.NOW));

        // Then
        assertThat(stopped).isEmpty();
        assertThat(desk.waiting(StopPart.PAPER)).isEmpty();
        assertThat(desk.waiting(StopPart.DESK)).hasSize(1);
        assertThatThrownBy(
                        () -> desk.order("x1", EnumSet.of(StopAction.RELEASE, StopAction.FLATTEN), "operator", "both"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aStopIsNotForgottenHoweverMuchIsOrderedAfterIt() {
        // Given
        var desk = process(folder);
        desk.order("s1", STOP, "trader", "first");
        for (int i = 0; i < StopOrders.REMEMBERED + 20; i++) {
            desk.order("c" + i, EnumSet.of(StopAction.CANCEL_ORDERS), "trader", "again");
            for (var part : StopPart.values()) {
                desk.done("c" + i, new StopResult(part, 0, 0, List.of(), StopRig.NOW));
            }
        }

        // When
        var fromFile = process(folder);
        var fromTable = process(null);

        // Then
        assertThat(desk.newest()).hasSize(StopOrders.REMEMBERED + 1);
        assertThat(fromFile.stopped()).isPresent();
        assertThat(fromTable.stopped()).isEqualTo(fromFile.stopped());
    }

    @Test
    void aFileThatCannotBeReadKeepsEverythingClosedAndIsKept() throws IOException {
        // Given
        var file = folder.resolve(".prescient/kill-switch.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"orders\": [{\"id\"");
        log.expect("cannot be read");

        // When
        var desk = process(folder);

        // Then
        assertThat(desk.stopped().orElseThrow()).contains("cannot be read");
        assertThat(file).hasContent("{\"orders\": [{\"id\"");
    }

    @Test
    void theRecordOnlyGrows() {
        // Given
        process(folder).order("s1", STOP, "trader", "first");

        // When, Then
        for (var attempt : List.of(
                "UPDATE trade.kill_switch_orders SET asked_by = 'nobody'", "DELETE FROM trade.kill_switch_orders")) {
            assertThatThrownBy(() -> row(attempt + " RETURNING order_id")).hasMessageContaining("stay as they are");
        }
    }
}
