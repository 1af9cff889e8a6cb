package prescient.trade.cutover;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Changed;
import prescient.cutover.CutoverConfig;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RecordFile;
import prescient.cutover.RecordStore;
import prescient.cutover.UnreadableFile;
import prescient.legacy.ForeignWriter;
import prescient.legacy.WriterLock;

/**
 * The live trades: {@code paper_trades.json}, which is the record that counts, and the journal beside it. Changes are
 * made one at a time, each in this order: announced in the journal, written to the file, taken into memory. A crash
 * between two of these leaves a file that says whether the announced change took place.
 *
 * <p>Blocks; belongs on virtual threads. Only used when a legacy folder is configured.
 */
@ApplicationScoped
public class TradingFile implements RecordFile {

    private final @Nullable Path configured;
    private final ZoneId zone;
    private final ReentrantLock lock = new ReentrantLock();
    private final OddTrades odd = new OddTrades();
    private @Nullable OpenTrades opened;
    private @Nullable WriterLock writer;
    private @Nullable ForeignWriter intruder;
    private volatile @Nullable String trouble;

    @Inject
    TradingFile(CutoverConfig config) {
        this(config.legacy().dir().orElse(null), config.legacy().zone());
    }

    /** @param folder of the legacy files; null when there are none, and then nothing here may be used */
    public TradingFile(@Nullable Path folder, ZoneId zone) {
        this.configured = folder;
        this.zone = zone;
    }

    /** The zone of the local times in the file. */
    public ZoneId zone() {
        return zone;
    }

    /** Asks what is in memory. */
    public <T extends @Nullable Object> T ask(Function<Draft, T> question) {
        lock.lock();
        try {
            var known = open();
            return question.apply(new Draft(known.state(), known.trades(), odd));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Makes a change, durably and whole, or not at all.
     *
     * @throws ForeignWriter when somebody else writes the files
     * @throws java.io.UncheckedIOException when they cannot be written; nothing has changed then
     */
    public <T> Changed<T> change(Function<Draft, T> work) {
        lock.lock();
        try {
            var known = open();
            var draft = new Draft(known.state(), known.trades(), odd);
            var answer = work.apply(draft);
            var changed = new Changed<>(answer, store(known, draft));
            trouble = known.trades().isLoaded() ? null : trouble;
            return changed;
        } catch (UnreadableFile torn) {
            trouble = torn.getMessage();
            throw torn;
        } finally {
            lock.unlock();
        }
    }

    /** Notes something that may be lost in a crash, because then it is simply done again. */
    public void changeLater(String kind, ObjectNode row) {
        lock.lock();
        try {
            var known = open();
            var line = TradingState.line(kind, row);
            known.state().apply(line);
            known.journal().appendLater(line);
            if (known.journal().isLong()) {
                known.journal().compact(known.state());
            }
        } finally {
            lock.unlock();
        }
    }

    /** An object of the file, with its place and what is noted of it. */
    public record Row(ObjectNode value, long position, Notes notes) {}

    /** Hands over every object of the file, from one version of it. */
    public void each(Consumer<Row> sink) {
        var state = ask(Draft::state);
        PaperTradesFile.read(
                path(),
                (position, value) -> sink.accept(new Row(
                        value, position, state.notes(value.path("trade_id").asText()))));
    }

    /** The trade behind an object; empty for one that cannot be understood, which is told once. */
    public Optional<Found> understood(Row row) {
        return odd.understood(row, zone);
    }

    /** The trade of this id; empty, too, for one that cannot be understood. */
    public Optional<Found> find(String tradeId) {
        var found = new AtomicReference<@Nullable Row>();
        each(row -> {
            if (row.value().path("trade_id").asText().equals(tradeId)) {
                found.set(row);
            }
        });
        return Optional.ofNullable(found.get()).flatMap(this::understood);
    }

    /**
     * Reads the file again and so accepts what somebody else wrote, unless it lacks what was bought here.
     *
     * @throws ForeignWriter when it does; put the file back then
     */
    @Override
    public void read(Consumer<LegacyRecord> sink) {
        accept();
        each(row -> sink.accept(
                PaperTradesFile.record(row.value(), row.position(), row.notes().map())));
    }

    private void accept() {
        lock.lock();
        try {
            if (intruder != null) {
                intruder = null;
                opened = null;
                open();
                trouble = null;
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Path> files() {
        return PaperTradesFile.existing(path());
    }

    @Override
    public void replace(RecordStore source) {
        changed(this::following, known -> opened = known.replaced(source));
    }

    @Override
    public void write(List<LegacyRecord> records) {
        changed(this::open, known -> {
            known.write(records);
            opened = null;
        });
    }

    /** Orders, messages and cycles as journal lines: what another store needs to go on from here. */
    public List<ObjectNode> handOut() {
        return ask(draft -> draft.state().rows().map(ObjectNode::deepCopy).toList());
    }

    /** Goes on from what another store handed out; what was there of orders, messages and cycles is forgotten. */
    public void takeOver(List<ObjectNode> lines) {
        changed(this::following, known -> {
            known.state().replace(lines);
            known.journal().compact(known.state());
            opened = known;
        });
    }

    private void changed(Supplier<OpenTrades> files, Consumer<OpenTrades> work) {
        lock.lock();
        try {
            var known = files.get();
            try {
                work.accept(known);
            } catch (RuntimeException failure) {
                failed(failure);
                throw failure;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Why the files cannot be used now, null when they can. Never blocks. */
    public @Nullable String trouble() {
        return trouble;
    }

    /** Gives the files up; they are opened again when they are needed again. */
    @PreDestroy
    public void close() {
        lock.lock();
        try {
            if (opened != null) {
                opened.journal().close();
            }
            opened = null;
            intruder = null;
            if (writer != null) {
                writer.close();
                writer = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private List<LegacyRecord> store(OpenTrades known, Draft draft) {
        try {
            return known.store(draft);
        } catch (RuntimeException failure) {
            failed(failure);
            throw failure;
        }
    }

    /** After a failed write nobody knows what the disk has; memory is made anew from it. */
    private void failed(RuntimeException failure) {
        opened = null;
        trouble = failure.getMessage();
        if (failure instanceof ForeignWriter seen) {
            intruder = seen;
        }
    }

    private OpenTrades open() {
        var seen = intruder;
        if (seen != null) {
            throw seen;
        }
        if (opened != null) {
            return opened;
        }
        try {
            var loaded = load();
            loaded.refuseLosses();
            opened = loaded;
            return loaded;
        } catch (RuntimeException failure) {
            trouble = failure.getMessage();
            throw failure;
        }
    }

    /** For work after which the files hold what the database says: what they lack before that does not matter. */
    private OpenTrades following() {
        var seen = intruder;
        if (seen != null) {
            throw seen;
        }
        var known = opened;
        return known == null ? load() : known;
    }

    private OpenTrades load() {
        if (writer == null) {
            writer = WriterLock.acquire(folder(), TradesFeature.NAME);
        }
        return OpenTrades.in(folder());
    }

    private Path folder() {
        if (configured == null) {
            throw new IllegalStateException("prescient.legacy.dir is not set");
        }
        return configured;
    }

    private Path path() {
        return PaperTradesFile.path(folder());
    }
}
