package prescient.trade.testing;

import io.quarkus.test.common.WithTestResource;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import prescient.testing.PostgresForTests;

/** What the tests of the running service share: a real database with empty tables, and modelled neighbours. */
@WithTestResource(PostgresForTests.class)
public abstract class TradeServiceTest extends TradingTest {

    @BeforeEach
    void emptyTables() throws SQLException {
        TradeTables.empty();
        // Last: what the test before left undelivered may still have been on its way.
        neighbours.reset("10000.00");
    }

    /** As {@link TradeTables#sql}. */
    protected static void sql(String statement) throws SQLException {
        TradeTables.sql(statement);
    }

    /** As {@link TradeTables#count}. */
    protected static long count(String query) {
        return TradeTables.count(query);
    }
}
