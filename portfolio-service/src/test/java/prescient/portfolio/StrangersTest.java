package prescient.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.cutover.Mode;
import prescient.portfolio.books.PortfolioFeature;
import prescient.problem.Refused;
import prescient.testing.PostgresServer;
import prescient.testing.StrictLog;

/** Money of portfolios that no file knows. */
@QuarkusTest
@WithTestResource(MovingModes.class)
@WithTestResource(FakeMarket.class)
class StrangersTest {

    @RegisterExtension
    final StrictLog log = new StrictLog();

    @Inject
    @SuppressWarnings("NullAway.Init")
    PortfolioFeature feature;

    @BeforeEach
    void migrated() {
        FreshTables.awaitMigrated();
    }

    @AfterEach
    void nobodyElse() throws SQLException {
        sql("DELETE FROM portfolio.reservations WHERE portfolio_id = 99");
    }

    @Test
    void cashThatAnArchivedPortfolioReservesKeepsTheMode() throws SQLException {
        // Given
        sql("INSERT INTO portfolio.reservations (order_id, portfolio_id, amount, status, reserved_at)"
                + " VALUES ('order-stranger', 99, 10, 'reserved', now())");

        // When, then
        assertThatThrownBy(() -> feature.handOver(Mode.DATABASE_READ, Mode.DUAL_WRITE))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("portfolio 99 has cash reserved");
    }

    @Test
    void whatItReservedOnceStaysBehind() throws SQLException {
        // Given
        sql("INSERT INTO portfolio.reservations (order_id, portfolio_id, amount, status, reserved_at, ended_at)"
                + " VALUES ('order-stranger', 99, 10, 'released', now(), now())");

        // When
        feature.handOver(Mode.DATABASE_READ, Mode.DUAL_WRITE);

        // Then
        assertThat(feature.live().<Boolean>ask(books -> books.hold("order-stranger") == null))
                .isTrue();
    }

    private static void sql(String statement) throws SQLException {
        try (var connection = PostgresServer.shared().connectAsSuperuser();
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
