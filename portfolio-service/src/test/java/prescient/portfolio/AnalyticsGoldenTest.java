package prescient.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.arc.All;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import prescient.cutover.Feature;
import prescient.cutover.LegacyFolder;
import prescient.cutover.LegacyRecord;
import prescient.legacy.PythonJson;
import prescient.testing.PostgresForTests;
import prescient.testing.StrictLog;

/** Analytics of every real portfolio: as the file has it, and after each of its trades has ended. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(FakeMarket.class)
class AnalyticsGoldenTest {

    private static final Path FOLDER =
            Path.of(System.getProperty("prescient.shared", "../../shared")).resolve("data/prescient");
    private static final Instant END = Instant.parse("2026-06-01T00:00:00Z");

    @RegisterExtension
    final StrictLog log = new StrictLog();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path temporary;

    @Inject
    @All
    @SuppressWarnings("NullAway.Init")
    List<Feature> features;

    @BeforeEach
    void onlyWithTheSharedMaterial() {
        assumeTrue(Files.isDirectory(FOLDER), "the shared folder is absent");
        Api.awaitReady();
    }

    @Test
    void realTradesHaveTheFiguresOfThePlainLoops() throws IOException, SQLException {
        // Given
        var files = portfolios();
        assertThat(files).isNotEmpty();

        for (var file : files) {
            FreshTables.reset();
            imported(file);
            List<Map<?, ?>> positions =
                    Api.get("/portfolios/1/positions?limit=1000&status=open").getList("items");

            // When
            var open = Api.get("/analytics/exposure?portfolio_id=1");
            var net = settled(positions);
            var summary = Api.get("/analytics/summary?portfolio_id=1");
            var fall = Api.get("/analytics/waterfall?portfolio_id=1");

            // Then
            var cost = positions.stream().map(one -> number(one, "cost")).reduce(BigDecimal.ZERO, BigDecimal::add);
            long wins = net.stream().filter(one -> one.signum() > 0).count();
            var sum = net.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(Api.number(open, "cost")).as(file + " cost").isEqualByComparingTo(cost);
            assertThat(summary.getInt("trades.count")).as(file + " trades").isEqualTo(net.size());
            assertThat(summary.getLong("trades.wins")).as(file + " wins").isEqualTo(wins);
            assertThat(Api.number(summary, "trades.net")).as(file + " net").isEqualByComparingTo(sum);
            assertThat(Api.number(fall, "ledger")).as(file + " ledger").isEqualByComparingTo(sum);
            assertThat(Api.number(fall, "unexplained")).as(file + " parts").isEqualByComparingTo(sum);
            assertThat(FreshTables.isBalanced()).isTrue();
        }
        FreshTables.reset();
    }

    /** Every second trade wins; the net results. */
    private static List<BigDecimal> settled(List<Map<?, ?>> positions) {
        var net = new ArrayList<BigDecimal>();
        for (int i = 0; i < positions.size(); i++) {
            var position = positions.get(i);
            var result = Api.ok("/settlements", """
                    {"settlements":[{"settlement_id":"golden-%d","trade_id":"%s","result":"%s","at":"%s"}]}
                    """.formatted(
                            i, position.get("trade_id"), i % 2 == 0 ? "won" : "lost", END.plusSeconds(i)));
            assertThat(result.getString("results[0].outcome")).isEqualTo("booked");
            var paid = i % 2 == 0 ? number(position, "shares") : BigDecimal.ZERO;
            net.add(paid.setScale(6, java.math.RoundingMode.HALF_UP).subtract(number(position, "cost")));
        }
        return net;
    }

    private static BigDecimal number(Map<?, ?> position, String field) {
        return new BigDecimal(String.valueOf(position.get(field)));
    }

    private void imported(Path file) throws IOException {
        var in = Files.createTempDirectory(temporary, "in");
        Files.createDirectories(in.resolve("trades"));
        Files.copy(file, in.resolve("trades/portfolio.json"));
        var feature = features.stream()
                .filter(one -> one.name().equals("portfolio"))
                .findFirst()
                .orElseThrow();
        var records = new ArrayList<LegacyRecord>();
        feature.file(new LegacyFolder(in, ZoneId.of("UTC"))).read(records::add);
        feature.database().write(records);
    }

    private static List<Path> portfolios() throws IOException {
        try (var files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> tree(file).has("balance")
                            && !tree(file).at("/positions").isMissingNode())
                    .toList();
        }
    }

    private static JsonNode tree(Path file) {
        try {
            return PythonJson.mapper().readTree(file.toFile());
        } catch (IOException other) {
            return PythonJson.mapper().nullNode();
        }
    }
}
