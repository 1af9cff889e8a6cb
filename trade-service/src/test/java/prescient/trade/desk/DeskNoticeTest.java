package prescient.trade.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.testing.StrictLog;
import prescient.trade.venue.Side;

/** What people are told of the desk's trades, in the transaction that ends them. */
class DeskNoticeTest {

    @RegisterExtension
    final StrictLog log = new StrictLog();

    private final DeskRig rig = new DeskRig();

    private static List<String> told() throws SQLException {
        try (var connection = DeskRig.superuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT dedup_key || ' ' || severity FROM trade.notifications ORDER BY told_at, dedup_key")) {
            var all = new ArrayList<String>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        }
    }

    @Test
    void aStopIsAWarningAndAnyOtherCloseGoodToKnow() throws SQLException {
        // Given
        rig.opened(DeskRig.terms("t1", "KX-1", Side.YES));
        rig.opened(DeskRig.terms("t2", "KX-2", Side.YES));
        var whileOpen = told();

        // When
        rig.wish("t1", "stop:1", "{\"method\": \"auto\"}");
        rig.rounds(2);
        rig.wish("t2");
        rig.rounds(3);

        // Then
        assertThat(whileOpen).isEmpty();
        assertThat(rig.status("t1")).isEqualTo("closed");
        assertThat(told()).containsExactly("desk/t1/closed warning", "desk/t2/closed info");
    }

    @Test
    void aChangeThatIsOvertakenTellsNothing() throws SQLException {
        // Given: two that read the same trade, of which one closes it first
        rig.opened(DeskRig.terms("t1", "KX-1", Side.YES));
        var before = rig.trade("t1");
        rig.wish("t1");
        rig.rounds(2);
        var once = told();
        var after = rig.trade("t1");

        // When
        var saved = DeskRig.got(
                rig.table.save(new Change(before, after, List.of(), null, List.of(), null), rig.clock.instant()));

        // Then
        assertThat(saved).isEqualTo(Saved.OVERTAKEN);
        assertThat(told()).isEqualTo(once).containsExactly("desk/t1/closed info");
    }
}
