package prescient.market.catalogue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import prescient.market.testing.StagedVenue;
import prescient.testing.PostgresForTests;

/** The contract on tables. */
@QuarkusTest
@WithTestResource(
        value = PostgresForTests.class,
        initArgs = @io.quarkus.test.common.ResourceArg(name = "owner", value = "market"))
@WithTestResource(StagedVenue.class)
class CatalogueTableContractTest extends CatalogueContract {

    @Override
    @BeforeEach
    void threeEvents() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
        super.threeEvents();
    }
}
