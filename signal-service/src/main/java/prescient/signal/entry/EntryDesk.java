package prescient.signal.entry;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import prescient.lease.LeaseDesk;
import prescient.lease.LeaseDesk.Lease;
import prescient.lease.Replica;
import prescient.problem.Refused;
import prescient.signal.entry.EntryDecision.Figures;
import prescient.signal.entry.Intent.Status;

/**
 * Looks once a second and enters what the settings allow. One replica does so until it ends: it keeps its lease from
 * one second to the next. Blocks; called by one thread at a time.
 */
@ApplicationScoped
class EntryDesk {

    private static final Logger LOG = Logger.getLogger(EntryDesk.class);
    private static final Duration SQL = Duration.ofSeconds(5);

    private final EntryTable table;
    private final SettingsTable settings;
    private final ForecastClient forecast;
    private final TradeClient trades;
    private final LeaseDesk leases;
    private final EntryMeters meters;
    private final EntryConfig config;
    private final InstantSource clock;
    private final Replica replica;
    private @Nullable Lease held;
    private @Nullable EntryMemory memory;

    @Inject
    EntryDesk(
            EntryTable table,
            SettingsTable settings,
            ForecastClient forecast,
            TradeClient trades,
            LeaseDesk leases,
            EntryMeters meters,
            EntryConfig config,
            InstantSource clock,
            @ConfigProperty(name = "prescient.instance") Optional<String> instance,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this(table, settings, forecast, trades, leases, meters, config, clock, Replica.of(instance, port));
    }

    EntryDesk(
            EntryTable table,
            SettingsTable settings,
            ForecastClient forecast,
            TradeClient trades,
            LeaseDesk leases,
            EntryMeters meters,
            EntryConfig config,
            InstantSource clock,
            Replica replica) {
        this.table = table;
        this.settings = settings;
        this.forecast = forecast;
        this.trades = trades;
        this.leases = leases;
        this.meters = meters;
        this.config = config;
        this.clock = clock;
        this.replica = replica;
    }

    /**
     * 1 the lease, 2 what is known, 3 the strikes of the hour, 4 the spike alert, 5 the decisions, 6 all of it stored
     * in one statement that also says which settings are in force, 7 what was stored to be asked for is asked for.
     *
     * @return empty when another replica does this
     */
    synchronized Optional<EntryState> tick() {
        var lease = lease();
        if (lease == null) {
            memory = null;
            return Optional.empty();
        }
        var now = clock.instant();
        var known = memory == null ? load(now) : memory;
        memory = null; // what fails half-way is read again
        known.forget(now);
        var sheet = known.settings().settings().enabled() ? sheet() : null;
        var limits = known.settings().settings();
        var alert = sheet == null ? known.alert() : known.alert().next(sheet.score(), limits, now);
        var decisions = decide(limits, alert, known, sheet, now);
        var state = EntryState.of(decisions, sheet, alert, now);
        var tick = new Tick(known.settings(), lease.token(), state, known.news(decisions), known.answered(), now);
        var result = table.tick(tick).await().atMost(SQL);
        known.alert(alert);
        known.stored(tick, result, decisions);
        send(known, now);
        memory = known;
        meters.ticked(state.status());
        return Optional.of(state);
    }

    private static List<EntryDecision> decide(
            EntrySettings limits, SpikeAlert alert, EntryMemory known, @Nullable StrikeSheet sheet, Instant now) {
        if (sheet == null) {
            var reason = limits.enabled() ? SkipReason.NO_STRIKE_TABLE : SkipReason.DISABLED;
            return List.of(EntryDecision.none(reason, Figures.NONE));
        }
        return new EntryRules(limits, alert, known.intents(), now).decide(sheet);
    }

    private @Nullable Lease lease() {
        var lease = held;
        if (lease == null || lease.lost()) {
            memory = null;
            held = leases.acquire(EntryTable.LEASE, replica.name()).orElse(null);
        }
        return held;
    }

    private EntryMemory load(Instant now) {
        var symbol = config.symbol();
        var alert =
                table.state(symbol).await().atMost(SQL).map(EntryState::alert).orElse(SpikeAlert.NONE);
        return new EntryMemory(
                settings.find(symbol).await().atMost(SQL),
                alert,
                table.living(symbol, now).await().atMost(SQL));
    }

    /** The strikes of the hour, null when nobody knows them: then nothing is entered. */
    private @Nullable StrikeSheet sheet() {
        try {
            return forecast.strikes(config.symbol()).await().indefinitely();
        } catch (Refused none) {
            LOG.debugf("no strike table: %s", none.detail());
            return null;
        }
    }

    /**
     * Asks for every trade that is stored as intended. Whatever is not answered, or not decided, is asked for again
     * under its id in the next second, until its price is history or entering was switched off; then it counts as a
     * position.
     */
    private void send(EntryMemory known, Instant now) {
        boolean enabled = known.settings().settings().enabled();
        for (var intent : known.open()) {
            boolean fresh = now.isBefore(intent.submittedAt().plus(config.patience()));
            var ended = enabled && fresh
                    ? answer(intent, trades.open(intent.request()).await().indefinitely())
                    : given(intent, enabled);
            known.answer(ended);
            if (ended.status() != Status.OPEN) {
                meters.answered(ended.status());
                LOG.infof("entry %s %s %s", ended.request().tradeId(), ended.status(), String.valueOf(ended.code()));
            }
        }
    }

    /** No more is asked about it: what trade-service has is a trade, anything else may be one. */
    private static Intent given(Intent intent, boolean enabled) {
        return intent.taken()
                ? intent.ended(Status.ACCEPTED, null, null)
                : intent.ended(Status.UNANSWERED, null, enabled ? "not answered in time" : "switched off meanwhile");
    }

    private static Intent answer(Intent intent, Reply reply) {
        return switch (reply) {
            case Reply.Taken() -> intent.asTaken();
            case Reply.Accepted() -> intent.ended(Status.ACCEPTED, null, null);
            case Reply.Denied(var code, var detail) -> intent.ended(Status.DENIED, code, detail);
            case Reply.Unknown(var detail) -> {
                LOG.debugf("entry %s is open: %s", intent.request().tradeId(), detail);
                yield intent;
            }
        };
    }

    /** Lets another replica go on at once. */
    @PreDestroy
    synchronized void close() {
        var lease = held;
        if (lease != null) {
            lease.close();
            held = null;
        }
        memory = null;
    }
}
