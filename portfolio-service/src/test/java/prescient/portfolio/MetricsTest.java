package prescient.portfolio;

import io.quarkus.test.junit.QuarkusTest;
import prescient.testing.MetricsContract;

@QuarkusTest
class MetricsTest extends MetricsContract {

    MetricsTest() {
        super("portfolio", true);
    }
}
