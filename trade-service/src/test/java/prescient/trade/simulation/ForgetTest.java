package prescient.trade.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static prescient.trade.simulation.SimulationRig.START;
import static prescient.trade.simulation.SimulationRig.yes;
import static prescient.trade.venue.TimeInForce.FILL_OR_KILL;
import static prescient.trade.venue.TimeInForce.IMMEDIATE_OR_CANCEL;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.testing.StrictLog;
import prescient.trade.simulation.ForgetTable.Forgotten;
import prescient.trade.venue.VenueSettlement.Result;

/** What the exchange forgets, and that its books are not part of it. */
class ForgetTest {

    private static final String M = "KXBTCD-25JUL2813-T118749.99";
    private static final Duration SOON = Duration.ofSeconds(3);
    private static final Duration LONG = Duration.ofDays(91);

    @RegisterExtension
    final StrictLog log = new StrictLog();

    private final SimulationRig rig = new SimulationRig(START);
    private final ForgetJob job =
            new ForgetJob(new ForgetTable(SimulationDatabase.pool()), rig.config, null, rig.clock);

    @AfterEach
    void noDesk() {
        SimulationDatabase.sql("DELETE FROM trade.desk_orders WHERE client_order_id = 'asked-for'");
        SimulationDatabase.sql("DELETE FROM trade.desk_trades WHERE trade_id = 'living'");
    }

    private void anHour() {
        rig.offerYes(M, "0.40:10");
        rig.submit(yes("filled", M, "4", "0.40", IMMEDIATE_OR_CANCEL));
        rig.submit(yes("nothing", M, "400", "0.40", FILL_OR_KILL));
        rig.submit(yes("asked-for", M, "500", "0.40", FILL_OR_KILL));
        rig.run(SOON);
        rig.queue.add(rig.payouts.decide(Map.of(M, Result.YES)));
        new SnapshotTable(SimulationDatabase.pool())
                .take("before", rig.clock.instant())
                .await()
                .atMost(SimulationRig.PATIENCE);
    }

    @Test
    void whatNeverTradedIsForgottenAndTheBooksStayRight() {
        // Given
        anHour();
        var before = rig.balance();
        var fills = rig.fills();

        // When
        rig.clock.by(LONG.minusDays(2));
        var early = job.forget();
        rig.clock.by(Duration.ofDays(2));
        var due = job.forget();

        // Then
        assertThat(early).isEqualTo(new Forgotten(0, 0, 0));
        assertThat(due.orders()).isEqualTo(2);
        assertThat(due.levels()).isPositive();
        assertThat(due.snapshots()).isEqualTo(1);
        assertThat(rig.balance()).isEqualTo(before);
        assertThat(rig.balance().balanced()).isTrue();
        assertThat(rig.fills()).isEqualTo(fills);
        assertThat(rig.order("filled").filled()).isEqualTo(SimulationRig.count("4"));
        assertThat(rig.settlements()).hasSize(1);
    }

    @Test
    void anOrderOfALivingTradeIsKeptHoweverOld() {
        // Given
        anHour();
        SimulationDatabase.sql("INSERT INTO trade.desk_trades (trade_id, environment, status, updated_at, legacy)"
                + " VALUES ('living', 'simulation', 'unknown', now(), '{}')");
        SimulationDatabase.sql("INSERT INTO trade.desk_orders (client_order_id, trade_id, number, purpose, side, count,"
                + " limit_price, time_in_force, status, created_at, updated_at) VALUES ('asked-for', 'living', 0,"
                + " 'open', 'YES', 500, 0.4, 'FILL_OR_KILL', 'unknown', now(), now())");

        // When
        rig.clock.by(LONG);
        var due = job.forget();

        // Then
        assertThat(due.orders()).isEqualTo(1);
        assertThat(rig.order("asked-for").clientOrderId()).isEqualTo("asked-for");
    }
}
