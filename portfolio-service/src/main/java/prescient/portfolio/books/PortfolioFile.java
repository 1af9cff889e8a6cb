package prescient.portfolio.books;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Changed;
import prescient.cutover.LegacyFolder;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RecordStore;
import prescient.legacy.ForeignWriter;
import prescient.legacy.JsonObjectFile;
import prescient.legacy.PythonJson;

/**
 * {@code portfolio.json} and what is kept beside it. The books are read once and then kept in memory; a batch first
 * writes its line beside the file and then replaces the file, and counts when both are done. After any failure the
 * memory is forgotten and the disk tells what counts. Blocks; safe for concurrent use.
 */
public final class PortfolioFile extends LiveFile {

    private final PortfolioRecords records;
    private final InstantSource clock;
    private final JsonObjectFile file;
    private final SideStateFile side;

    /** Held while the books are looked at or changed; taken after {@link #disk}. */
    private final ReentrantLock memory = new ReentrantLock();

    private volatile @Nullable Books books;
    private String checksum = SideStateFile.ABSENT;
    private boolean kept;

    /**
     * @param suite the zone of the suite's records, which may differ from the folder's
     * @param live these are the files that the suite works on
     */
    public PortfolioFile(LegacyFolder folder, ZoneId suite, boolean live, InstantSource clock) {
        super(folder, live, "portfolio", "trades", "portfolio.json");
        this.records = new PortfolioRecords(folder.zone(), suite);
        this.clock = clock;
        this.file = new JsonObjectFile(path);
        this.side = new SideStateFile(folder.path());
    }

    /**
     * Asks the books.
     *
     * @throws prescient.problem.Refused when the file cannot be read
     */
    public <T> T ask(Function<Books, T> question) {
        var known = books;
        var now = known == null ? guarded(this::loaded) : known;
        memory.lock();
        try {
            return question.apply(now);
        } finally {
            memory.unlock();
        }
    }

    /**
     * Decides a batch and writes what it changes, all or nothing.
     *
     * @throws prescient.problem.Refused when the file cannot be read or written; then nothing counts
     */
    public <T> Changed<T> change(Function<Draft, T> work) {
        return guarded(() -> {
            var draft = new Draft(loaded());
            var answer = work.apply(draft);
            return draft.isEmpty() ? Changed.nothing(answer) : new Changed<>(answer, save(draft));
        });
    }

    @Override
    public void forget() {
        books = null;
    }

    @Override
    public void read(Consumer<LegacyRecord> sink) {
        var all = new ArrayList<LegacyRecord>();
        disk.lock();
        try {
            var document = new JsonObjectFile(path).read();
            if (document.isPresent()) {
                all.addAll(records.of(document.get(), path, side.load(new JsonObjectFile(path).sha256())));
            }
        } finally {
            disk.unlock();
        }
        all.forEach(sink);
    }

    @Override
    public void write(List<LegacyRecord> changed) {
        var all = new PortfolioRecords.Whole();
        read(all::put);
        changed.forEach(all::put);
        replace(all);
    }

    @Override
    public void replace(RecordStore source) {
        var all = new PortfolioRecords.Whole();
        source.read(all::put);
        disk.lock();
        try {
            own();
            forget();
            if (!all.isEmpty()) {
                replace(all);
            } else if (file.exists()) {
                // An empty store has no portfolio: the file goes out of the way, it is not destroyed.
                Files.move(path, path.resolveSibling("portfolio.json.before-" + clock.millis()));
            }
        } catch (java.io.IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            disk.unlock();
        }
    }

    private void replace(PortfolioRecords.Whole all) {
        disk.lock();
        try {
            own();
            forget();
            var document = records.document(all);
            var text = checksum(document);
            if (live) {
                var before = side.lines();
                side.append(List.of(SideStateFile.replaced(text, all.headerNotes(), all.positionNotes())));
                replace(document, text, before);
                var counts = side.load(text);
                side.compact(SideStateFile.whole(new Assembly(folder.zone(), counts).of(document), text));
            } else {
                file.replace(document);
            }
        } finally {
            disk.unlock();
        }
    }

    private Books loaded() {
        own();
        if (books != null) {
            return books;
        }
        var document = file.read();
        checksum = document.isPresent() ? file.sha256() : SideStateFile.ABSENT;
        var state = side.load(checksum);
        if (document.isEmpty() && !state.positions().isEmpty() && !state.known()) {
            throw FileProblem.LEGACY_FILE_MISSING.with(path + " is not there");
        }
        var assembly = new Assembly(folder.zone(), state);
        var found = document.isPresent()
                ? assembly.of(document.get())
                : assembly.fresh(clock.instant().truncatedTo(ChronoUnit.MICROS));
        kept = state.known();
        if (live && kept && (state.stale() || side.isLong())) {
            side.compact(SideStateFile.whole(found, checksum));
        }
        books = found;
        return found;
    }

    /** Writes the line beside the file, then the file if it changes, and then the memory. */
    private List<LegacyRecord> save(Draft draft) {
        var before = draft.before();
        var lines = new ArrayList<ObjectNode>();
        if (!kept) {
            lines.add(SideStateFile.whole(before, checksum));
        }
        var next = checksum;
        @Nullable ObjectNode document = null;
        if (draft.changesFile()) {
            draft.writeForms(folder.zone());
            document = document(draft);
            next = checksum(document);
        }
        lines.add(SideStateFile.line(next, draft.header(), draft.holdings(), draft.holds()));
        side.append(lines);
        if (document != null) {
            replace(document, before);
        }
        memory.lock();
        try {
            before.apply(draft);
        } finally {
            memory.unlock();
        }
        checksum = next;
        kept = true;
        if (side.isLong()) {
            memory.lock();
            try {
                before.forget();
            } finally {
                memory.unlock();
            }
            side.compact(SideStateFile.whole(before, checksum));
        }
        return document == null ? List.of() : records.of(draft.header(), draft.holdings());
    }

    /** A line whose file was not written must go: the next attempt adds another one, and two of them do not count. */
    private void replace(ObjectNode document, String text, List<ObjectNode> before) {
        try {
            file.replace(document);
        } catch (RuntimeException failure) {
            takeBack(text, before, failure);
            throw failure;
        }
    }

    private void takeBack(String text, List<ObjectNode> before, RuntimeException failure) {
        try {
            // It may have been written all the same, and only be unsure to survive a power failure.
            if (!file.sha256().equals(text)) {
                side.restore(before);
            }
        } catch (UncheckedIOException again) {
            failure.addSuppressed(again);
        }
    }

    private void replace(ObjectNode document, Books before) {
        try {
            file.replace(document);
        } catch (ForeignWriter other) {
            // The file is another's now, so no checksum will tell that this batch does not count.
            side.compact(SideStateFile.whole(before, checksum));
            throw other;
        }
    }

    private static ObjectNode document(Draft draft) {
        var positions = JsonNodeFactory.instance.arrayNode();
        draft.all().forEach(holding -> positions.add(holding.legacy()));
        return PortfolioRecords.document(draft.header().legacy(), positions);
    }

    private static String checksum(ObjectNode document) {
        try {
            var bytes = PythonJson.text(document).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            return java.util.HexFormat.of()
                    .formatHex(
                            java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
