package prescient.portfolio;

import io.quarkus.test.junit.QuarkusTest;
import prescient.testing.DoorContract;

@QuarkusTest
class DoorTest extends DoorContract {}
