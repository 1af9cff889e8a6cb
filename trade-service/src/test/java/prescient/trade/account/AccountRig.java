package prescient.trade.account;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import prescient.json.JsonSettings;
import prescient.trade.kalshi.KalshiClient;
import prescient.trade.kalshi.KalshiForTests;
import prescient.trade.testing.AccountDatabase;
import prescient.trade.testing.FakeKalshi;

/** The copy of accounts on a real database, against a stand-in for the venue and a clock that stands still. */
final class AccountRig implements AutoCloseable {

    static final Instant START = Instant.parse("2025-07-28T17:00:00Z");

    final FakeKalshi venue = new FakeKalshi();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Instant now = START;
    private SyncDesk desk = desk();

    AccountRig() {
        AccountDatabase.empty();
    }

    /** Small waits, as tests like them. */
    record Config(boolean socket, Duration silence) implements AccountConfig {
        @Override
        public Duration pollEvery() {
            return Duration.ofSeconds(30);
        }

        @Override
        public Duration overlap() {
            return Duration.ofMinutes(10);
        }

        @Override
        public Duration backOff() {
            return Duration.ofMillis(20);
        }

        @Override
        public Duration longestBackOff() {
            return Duration.ofMillis(50);
        }

        @Override
        public int maxPages() {
            return 2000;
        }
    }

    InstantSource clock() {
        return () -> now;
    }

    void advance(Duration time) {
        now = now.plus(time);
    }

    AccountConfig config() {
        return new Config(false, Duration.ofSeconds(30));
    }

    AccountMeters meters() {
        return new AccountMeters(registry);
    }

    AccountTable table() {
        return new AccountTable(AccountDatabase.shared(), JsonSettings.mapper());
    }

    SyncTable marks() {
        return new SyncTable(AccountDatabase.shared());
    }

    KalshiClient account(String environment, int pageLimit) {
        return KalshiForTests.client(environment, venue.url(), pageLimit, clock());
    }

    HistoryDesk history() {
        return new HistoryDesk(table(), marks(), clock());
    }

    SyncReport sync(KalshiClient account) {
        return sync(account, EnumSet.allOf(Part.class));
    }

    SyncReport sync(KalshiClient account, EnumSet<Part> parts) {
        return desk.sync(account, parts);
    }

    /** The process ends and another one begins: nothing but the database is left. */
    void restart() {
        desk = desk();
    }

    private SyncDesk desk() {
        return new SyncDesk(
                new WalkDesk(table(), marks(), config(), clock()),
                table(),
                marks(),
                new DifferenceDesk(new DifferenceTable(AccountDatabase.shared(), JsonSettings.mapper())),
                meters(),
                clock());
    }

    @Override
    public void close() {
        venue.close();
    }
}
