package prescient.portfolio;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import prescient.testing.PostgresForTests;

/** Valuations in the database. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(FakeMarket.class)
class ValuationTest extends ValuationContract {

    @Override
    int portfolio(String dollars) {
        return Api.portfolio(dollars);
    }
}
