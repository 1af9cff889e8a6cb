package prescient.trade.desk;

import java.sql.SQLException;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.money.Price;
import prescient.testing.StrictLog;
import prescient.trade.venue.Side;
import prescient.trade.venue.VenueSettlement;
import prescient.trade.venue.VenueSettlement.Result;

/** What the tests of the register's bugs share: a desk, and what they ask of it. */
abstract class DeskBugs {

    @RegisterExtension
    final StrictLog log = new StrictLog();

    final DeskRig rig = new DeskRig();

    static TradeTerms of(String id, String account, String ticker, Side side) {
        return new TradeTerms(
                id,
                account,
                null,
                ticker,
                side,
                DeskRig.terms(id, ticker, side).count(),
                Price.of("0.60"),
                null,
                DeskRig.CLOSE,
                "BTC",
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    void settle(String ticker, Result result) {
        rig.venue.settlements.add(new VenueSettlement(ticker, result, rig.clock.instant()));
        rig.rounds(1);
    }

    static String row(String query) throws SQLException {
        try (var connection = DeskRig.superuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
