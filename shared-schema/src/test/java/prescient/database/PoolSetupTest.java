package prescient.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.testing.PostgresServer;

class PoolSetupTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final int SIZE = PoolSetup.FEWEST;

    @AfterAll
    static void stop() throws Exception {
        await(VERTX.close());
    }

    /** The legacy pool waited for a connection under the lock that giving one back needed. */
    @Test
    void b40WhoWaitsForAConnectionNeverHoldsUpTheReturnOfOne() throws Exception {
        // Given: all connections are taken, and forty times as many borrowers wait
        var pool = pool(Duration.ofSeconds(30));
        var taken = take(pool);
        var waiting = IntStream.range(0, 40 * SIZE)
                .mapToObj(_ -> pool.query("SELECT pg_backend_pid()").execute())
                .toList();
        assertThat(pool.size()).isEqualTo(SIZE);
        assertThat(waiting).noneMatch(Future::isComplete);

        // When
        for (var connection : taken) {
            await(connection.close());
        }

        // Then: everybody is served, by no more connections than there may be, and all come back
        for (var answer : waiting) {
            assertThat(await(answer)).hasSize(1);
        }
        assertThat(pool.size()).isEqualTo(SIZE);
        for (var connection : take(pool)) {
            await(connection.close());
        }
        await(pool.close());
    }

    @Test
    void waitingForAConnectionHasALimit() throws Exception {
        // Given
        var pool = pool(Duration.ofMillis(200));
        var taken = new ArrayList<SqlConnection>();
        for (int i = 0; i < SIZE; i++) {
            taken.add(sooner(pool));
        }

        // When
        var waiting = pool.query("SELECT 1").execute();

        // Then: it fails, and the pool works on
        assertThatThrownBy(() -> await(waiting)).hasMessageContaining("Timeout");
        for (var connection : taken) {
            await(connection.close());
        }
        var again = sooner(pool);
        assertThat(await(again.query("SELECT 1").execute())).hasSize(1);
        await(again.close());
        await(pool.close());
    }

    /** On a busy machine opening a connection alone may take longer than the pool lets anybody wait. */
    private static SqlConnection sooner(Pool pool) throws Exception {
        for (int attempt = 1; ; attempt++) {
            try {
                return await(pool.getConnection());
            } catch (ExecutionException timeout) {
                if (attempt == 100) {
                    throw timeout;
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 4, 51, 1000})
    void aPoolThatCannotWorkOrWouldStarveOthersIsRefusedAtTheStart(int size) {
        assertThatThrownBy(() -> new PoolSetup(() -> Duration.ofSeconds(30), size).check(new StartupEvent()))
                .hasMessageContaining("quarkus.datasource.reactive.max-size is " + size + "; it is 5 to 50");
    }

    @Test
    void sizesWithinTheRangeStartAndNobodyWaitsForEver() {
        for (int size : new int[] {5, 10, 50}) {
            assertThatCode(() -> new PoolSetup(() -> Duration.ofSeconds(30), size).check(new StartupEvent()))
                    .doesNotThrowAnyException();
        }
        assertThatThrownBy(() -> new PoolSetup(() -> Duration.ZERO, 10).check(new StartupEvent()))
                .hasMessageContaining("prescient.pool.acquire-timeout is PT0S");
    }

    private static List<SqlConnection> take(Pool pool) throws Exception {
        var taken = new ArrayList<SqlConnection>();
        for (int i = 0; i < SIZE; i++) {
            taken.add(await(pool.getConnection()));
        }
        return taken;
    }

    private static Pool pool(Duration patience) {
        var server = PostgresServer.shared();
        var options = new PgConnectOptions()
                .setHost(server.host())
                .setPort(server.port())
                .setDatabase(PostgresServer.DATABASE)
                .setUser("prescient_trade")
                .setPassword(PostgresServer.PASSWORD);
        return new PoolSetup(() -> patience, SIZE).create(new PgPoolCreator.Input() {
            @Override
            public Vertx vertx() {
                return VERTX;
            }

            @Override
            public PoolOptions poolOptions() {
                return new PoolOptions().setMaxSize(SIZE);
            }

            @Override
            public List<PgConnectOptions> pgConnectOptionsList() {
                return List.of(options);
            }
        });
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
