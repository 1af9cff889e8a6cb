package prescient.bench.trade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.bench.Api;
import prescient.bench.Settings;
import prescient.local.Progress;
import prescient.local.ServiceName;
import prescient.local.Suite;
import prescient.local.SuiteConfig;

/** The script against the real services; they must have been built, and pgbench must be installed. */
class TradeScriptIT {

    private static final int CLIENTS = 4;
    private static final int EACH = 6;

    private final Path root = Path.of(System.getProperty("prescient.root", "../.."));

    @TempDir
    Path data;

    @Test
    void whatTheScriptLeavesPassesTheLedgerCheck() throws InterruptedException {
        // Given
        assumeTrue(Pgbench.isInstalled(), "pgbench is not installed");
        for (var service : ServiceName.values()) {
            var jar = root.resolve(service.moduleName()).resolve("target/quarkus-app/quarkus-run.jar");
            assumeTrue(Files.exists(jar), service + " is not built");
        }
        try (var suite = Suite.start(SuiteConfig.in(root, data), Progress.silent())) {
            var bench = new TradeBench(suite, new Settings(CLIENTS, 1, 1, 1), Progress.silent(), Pgbench.find());
            var markets = BenchMarkets.write(suite, 1_000);
            int portfolio = new Api(suite.tokens()).newPortfolio(suite.url(ServiceName.PORTFOLIO), "script", "1000.00");
            var script = bench.writeScript(markets, portfolio);
            // When
            var done = Pgbench.find()
                    .run(
                            suite.login(),
                            script,
                            CLIENTS,
                            Pgbench.Length.transactionsPerClient(EACH),
                            markets.take(CLIENTS * EACH));
            // Then: the recorded trade and the script's are all booked, once each
            assertThat(done.transactions()).isEqualTo(CLIENTS * EACH);
            assertThat(bench.balanced(portfolio, 1 + CLIENTS * EACH)).isTrue();
        }
    }
}
