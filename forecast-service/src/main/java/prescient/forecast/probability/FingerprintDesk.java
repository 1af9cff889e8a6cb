package prescient.forecast.probability;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import prescient.database.DatabaseFailure;
import prescient.problem.Refused;

/**
 * Brings fingerprints in, and has those at hand that answer for a symbol: read once, and again when another set was
 * chosen or it got more tables. Blocks; safe for many threads.
 */
@ApplicationScoped
class FingerprintDesk {

    private static final Duration SQL = Duration.ofSeconds(10);

    private final FingerprintTable table;
    private final ProbabilityConfig config;
    private final InstantSource clock;
    private final Map<String, Held> held = new ConcurrentHashMap<>();

    FingerprintDesk(FingerprintTable table, ProbabilityConfig config, InstantSource clock) {
        this.table = table;
        this.config = config;
        this.clock = clock;
    }

    private record Held(FingerprintSet set, int revision, Instant lookedAt) {}

    /**
     * The set that answers for a symbol. While PostgreSQL is away, the one it was.
     *
     * @throws Refused with {@code NO_FINGERPRINTS} when none does
     */
    FingerprintSet current(String symbol) {
        var now = clock.instant();
        var last = held.get(symbol);
        if (last != null && now.isBefore(last.lookedAt().plus(config.lookAgain()))) {
            return last.set();
        }
        try {
            var fresh = look(symbol, last, now);
            held.put(symbol, fresh);
            return fresh.set();
        } catch (RuntimeException failure) {
            if (last == null || !DatabaseFailure.isOutage(failure)) {
                throw failure;
            }
            return last.set();
        }
    }

    private Held look(String symbol, @Nullable Held last, Instant now) {
        var choice = table.choice(symbol)
                .await()
                .atMost(SQL)
                .orElseThrow(() -> FingerprintProblem.NO_FINGERPRINTS.with("no set answers for " + symbol));
        if (last != null && last.set().name().equals(choice.set()) && last.revision() == choice.revision()) {
            return new Held(last.set(), last.revision(), now);
        }
        return new Held(load(symbol, choice.set()), choice.revision(), now);
    }

    private FingerprintSet load(String symbol, String set) {
        return table.load(symbol, set)
                .await()
                .atMost(SQL)
                .orElseThrow(() -> FingerprintProblem.UNKNOWN_SET.with("there is no set " + set + " of " + symbol));
    }

    List<SetLine> list(@Nullable String symbol) {
        return table.list(symbol).await().atMost(SQL);
    }

    /**
     * Makes a set answer for its symbol.
     *
     * @throws Refused with {@code UNKNOWN_SET}, or {@code SET_NOT_USABLE} when it could not answer every question
     */
    void choose(String symbol, String set) {
        if (!load(symbol, set).usable()) {
            throw FingerprintProblem.SET_NOT_USABLE.with(set + " has tables that do not reach far enough");
        }
        table.choose(symbol, set, false).await().atMost(SQL);
        held.remove(symbol);
    }

    /**
     * Takes in all sets below the configured folder, each whole or not at all; a repeat changes nothing. The first
     * complete set of a symbol that has none yet answers for it from then on.
     */
    ImportReport importAll() {
        var folder = folder();
        var lines = new ArrayList<ImportReport.Line>();
        try {
            for (var files : FingerprintFile.sets(folder)) {
                lines.add(importSet(files));
            }
        } catch (UncheckedIOException unreadable) {
            throw FingerprintProblem.FILE_UNREADABLE.with("the folder cannot be read");
        }
        return new ImportReport(lines);
    }

    private ImportReport.Line importSet(List<Path> files) {
        var symbol = FingerprintFile.symbol(files.getFirst());
        var name = FingerprintFile.setName(files.getFirst());
        try {
            var set = FingerprintFile.read(files);
            GenerateRequest.set(name);
            var stored = store(set, "imported");
            return new ImportReport.Line(symbol, name, stored.written(), stored.unchanged(), chosen(set), null, null);
        } catch (IllegalArgumentException wrong) {
            return new ImportReport.Line(
                    symbol, name, 0, 0, false, FingerprintProblem.FILE_UNREADABLE.name(), wrong.getMessage());
        } catch (Refused differs) {
            return new ImportReport.Line(
                    symbol, name, 0, 0, false, differs.problem().name(), differs.detail());
        }
    }

    private FingerprintTable.Stored store(FingerprintSet set, String origin) {
        var stored = table.store(set, origin).await().atMost(SQL);
        if (stored.differing() > 0) {
            throw FingerprintProblem.SET_DIFFERS.with(
                    stored.differing() + " tables of " + set.name() + " are stored with other values");
        }
        return stored;
    }

    private boolean chosen(FingerprintSet set) {
        if (set.complete() && set.usable()) {
            table.choose(set.symbol(), set.name(), true).await().atMost(SQL);
            held.remove(set.symbol());
        }
        return table.choice(set.symbol())
                .await()
                .atMost(SQL)
                .filter(choice -> choice.set().equals(set.name()))
                .isPresent();
    }

    /** Makes a set from a file of candles and stores it; does not choose it. */
    Generated generate(GenerateRequest request) {
        var file = folder().resolve(request.candles());
        if (!Files.isRegularFile(file)) {
            throw FingerprintProblem.FILE_UNREADABLE.with("there is no file " + request.candles());
        }
        var method = Objects.requireNonNullElse(request.method(), GenerationMethod.BY_TIME);
        try {
            var candles = CandleFile.read(file);
            var set = new FingerprintGeneration(method, candles).make(request.symbol(), request.set());
            var stored = store(set, "generated");
            var empty = IntStream.rangeClosed(MomentumBucket.LEAST, MomentumBucket.MOST)
                    .filter(bucket -> !set.buckets().containsKey(bucket))
                    .boxed()
                    .toList();
            return new Generated(
                    set.symbol(), set.name(), method, candles.size(), stored.written(), stored.unchanged(), empty);
        } catch (IllegalArgumentException wrong) {
            throw FingerprintProblem.FILE_UNREADABLE.with(String.valueOf(wrong.getMessage()));
        }
    }

    private Path folder() {
        return config.folder()
                .orElseThrow(() -> FingerprintProblem.NO_FOLDER.with("no folder of fingerprints is configured"));
    }
}
