package prescient.signal;

import io.quarkus.test.junit.QuarkusTest;
import prescient.testing.OpenApiContract;

@QuarkusTest
class OpenApiTest extends OpenApiContract {

    OpenApiTest() {
        super("signal-service");
    }
}
