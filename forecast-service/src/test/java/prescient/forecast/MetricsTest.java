package prescient.forecast;

import io.quarkus.test.junit.QuarkusTest;
import prescient.testing.MetricsContract;

@QuarkusTest
class MetricsTest extends MetricsContract {

    MetricsTest() {
        super("forecast", true);
    }
}
