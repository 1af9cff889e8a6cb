package prescient.signal.signal;

import io.quarkus.test.junit.QuarkusTest;
import java.util.concurrent.atomic.AtomicInteger;
import prescient.signal.ServiceTest;
import prescient.signal.TestClock;

@QuarkusTest
class SignalTableContractTest extends ServiceTest implements SignalContract {

    private static final AtomicInteger RUNS = new AtomicInteger();

    @Override
    public TestClock clock() {
        return clock;
    }

    @Override
    public String fresh() {
        return "table-" + RUNS.incrementAndGet();
    }
}
