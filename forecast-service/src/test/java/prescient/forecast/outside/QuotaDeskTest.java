package prescient.forecast.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prescient.fetch.Fetched;
import prescient.fetch.Fetched.Got;
import prescient.fetch.Fetched.Lost;
import prescient.forecast.ServiceTest;
import prescient.forecast.outside.OutsideClient.Service;
import prescient.forecast.outside.Quota.Limit;

/** No service is sent more than it takes, whoever asks and however often the process began anew. */
@QuarkusTest
class QuotaDeskTest extends ServiceTest {

    private static final Quota FOUR_AN_HOUR = new Quota(4, 100, 0);

    private final Simulated world = new Simulated("2026-01-31T23:30:00Z");

    @Inject
    QuotaStore table;

    @BeforeEach
    void nothingWasSent() throws SQLException {
        execute("TRUNCATE source_requests");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private SiteClient site(String url, Quota quota, QuotaStore store) {
        var config = Simulated.config(
                OutsideConfig.class,
                "prescient.outside",
                Map.of("back-off", "PT0.002S", "longest-back-off", "PT0.02S", "timeout", "PT5S"));
        return new OutsideClient(config, world.meters(), new QuotaDesk(store, world))
                .site(new Service(
                        "some",
                        Optional.of(URI.create(url)),
                        "/some",
                        "http://127.0.0.1:1",
                        Duration.ofNanos(1),
                        quota));
    }

    private static boolean isAnswered(Fetched<JsonNode> answer) {
        return answer instanceof Got<JsonNode>;
    }

    /** As many as still leave place for a request that has to be repeated twice. */
    @Test
    void whatIsUsedUpStaysSoAfterARestartUntilTheHourIsOver() throws SQLException {
        try (var page = new OnePage("{}")) {
            // Given
            var before = site(page.url(), FOUR_AN_HOUR, table);
            var answered = Stream.generate(() -> before.json("/"))
                    .limit(3)
                    .filter(QuotaDeskTest::isAnswered)
                    .count();

            // When
            var after = site(page.url(), FOUR_AN_HOUR, table);
            var refused = after.json("/");
            world.setClock("2026-02-01T00:00:00Z");
            var nextHour = after.json("/");

            // Then
            assertThat(answered).isEqualTo(2);
            assertThat(refused).isEqualTo(new Lost<JsonNode>("its 4 requests of this hour are used up", "", 0));
            assertThat(isAnswered(nextHour)).isTrue();
            assertThat(page.requests()).hasSize(3);
            assertThat(read("SELECT period || ' ' || (began AT TIME ZONE 'UTC') || ' ' || requests"
                            + " FROM forecast.source_requests ORDER BY began, period"))
                    .containsExactly(
                            "day 2026-01-31 00:00:00 2",
                            "hour 2026-01-31 23:00:00 2",
                            "day 2026-02-01 00:00:00 1",
                            "hour 2026-02-01 00:00:00 1");
        }
    }

    @Test
    void repetitionsCount() throws SQLException {
        // Given
        world.fault("{\"kind\":\"http_500\",\"path\":\"/weather/tomorrow\",\"count\":2}");
        var site = site(world.url() + "/weather/tomorrow", new Quota(0, 0, 10), table);

        // When
        site.json("/v4/weather/forecast?location=40.79736%2C-73.97785&timesteps=1d&units=imperial&apikey=k");

        // Then
        assertThat(read("SELECT period || ' ' || requests FROM forecast.source_requests"))
                .containsExactly("month 3");
    }

    @Test
    void replicasTogetherSendNoMoreThanOneMay() throws Exception {
        // Given
        var limits = new Quota(20, 100, 1000).limits(world.instant());
        var tasks = Stream.<Callable<Boolean>>generate(() -> () ->
                        table.take("some", limits, 3).await().indefinitely().isEmpty())
                .limit(16)
                .toList();

        // When
        long taken = 0;
        try (var replicas = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var result : replicas.invokeAll(tasks)) {
                taken += result.get() ? 1 : 0;
            }
        }

        // Then
        assertThat(taken).isEqualTo(6);
        assertThat(read("SELECT DISTINCT requests FROM forecast.source_requests"))
                .containsExactly("18");
    }

    @Test
    void whatCannotBeCountedIsNotSent() {
        try (var page = new OnePage("{}")) {
            // Given
            var broken = new QuotaStore() {
                @Override
                public Uni<Optional<Limit>> take(String source, List<Limit> limits, int requests) {
                    return Uni.createFrom().failure(new IllegalStateException("out"));
                }

                @Override
                public Uni<Void> giveBack(String source, List<Limit> limits, int requests) {
                    return Uni.createFrom().failure(new IllegalStateException("out"));
                }
            };

            // When
            var counted = site(page.url(), FOUR_AN_HOUR, broken).json("/");
            var uncounted = site(page.url(), Quota.NONE, broken).json("/");

            // Then
            assertThat(counted).isEqualTo(new Lost<JsonNode>("its requests could not be counted", "", 0));
            assertThat(isAnswered(uncounted)).isTrue();
            assertThat(page.requests()).hasSize(1);
        }
    }

    @Test
    void countsOfPastMonthsAreForgotten() throws SQLException {
        // Given
        var quota = new Quota(0, 5, 0);
        table.take("some", quota.limits(world.instant()), 1).await().indefinitely();
        table.take("other", quota.limits(world.instant()), 1).await().indefinitely();
        world.setClock("2026-04-10T00:00:00Z");

        // When
        table.take("some", quota.limits(world.instant()), 1).await().indefinitely();

        // Then
        assertThat(read("SELECT source || ' ' || (began AT TIME ZONE 'UTC')::date FROM forecast.source_requests"
                        + " ORDER BY 1"))
                .containsExactly("other 2026-01-31", "some 2026-04-10");
    }

    @Test
    void aQuotaIsNotNegative() {
        assertThatThrownBy(() -> new Quota(-1, 0, 0)).hasMessageContaining("negative");
    }
}
