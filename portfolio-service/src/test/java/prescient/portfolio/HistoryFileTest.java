package prescient.portfolio;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import prescient.portfolio.books.PortfolioFeature;

/** History in the legacy file, without a database. */
@QuarkusTest
@WithTestResource(FileMode.class)
@WithTestResource(FakeMarket.class)
class HistoryFileTest extends HistoryContract {

    @SuppressWarnings("NullAway.Init") // injected by the test resource
    FileMode files;

    @Inject
    @SuppressWarnings("NullAway.Init")
    PortfolioFeature feature;

    @Override
    int portfolio(String dollars) {
        return files.portfolio(feature, dollars);
    }
}
