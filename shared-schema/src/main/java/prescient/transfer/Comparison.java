package prescient.transfer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import prescient.cutover.LegacyRecord;
import prescient.cutover.UnreadableFile;

/**
 * One comparison of the two stores of a feature. Each store is read once; collections that are compared by chunks keep
 * checksums only, and are read again where those differ. What differs then is read again a few times, since work goes on
 * meanwhile. Use once; not safe for concurrent use; blocks.
 */
final class Comparison {

    /** How long a comparison waits for a moment in which nothing is written. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final Pair pair;
    private final boolean extraIsFine;
    private final InstantSource clock;
    private final Duration pause;
    private final Standstill standstill;
    private final Suspects suspects;
    private final Map<String, Chunks> chunks = new HashMap<>();
    private final Canonical canonical = new Canonical();
    private final Instant startedAt;
    /** {@link Standstill#standing} before the first look. */
    private final long began;

    private FileSide side = new FileSide();

    /**
     * @param extraIsFine what only the database has is counted and no difference, as when a file is only a part
     * @param pause between two looks at what differs
     * @param standstill tells whether a look saw both stores at one moment
     */
    Comparison(Pair pair, boolean extraIsFine, InstantSource clock, Duration pause, Standstill standstill) {
        this.pair = pair;
        this.extraIsFine = extraIsFine;
        this.clock = clock;
        this.pause = pause;
        this.standstill = standstill;
        this.suspects = new Suspects(pair);
        this.startedAt = clock.instant();
        this.began = standstill.standing();
    }

    /** Compares everything. */
    List<Findings> run(Known known) {
        try {
            pair.chunked().forEach(collection -> chunks.put(collection, new Chunks()));
            pair.file().read(this::file);
            pair.database().read(this::database);
            drill();
            nameMissing();
            return conclude(known);
        } catch (UnreadableFile unreadable) {
            return error(String.valueOf(unreadable.getMessage()));
        }
    }

    /** Compares the database with what an import read from the file just now. */
    List<Findings> after(FileSide read, Known known) {
        try {
            side = read;
            var compared = read.readBack();
            if (compared == null || (compared.extra() > 0 && !extraIsFine)) {
                // Either nothing was compared yet, or the names of what only the database has are wanted.
                pair.database().read(this::database);
                nameMissing();
            } else {
                pair.collections().forEach(name -> side.counts(name).addDatabase(compared.counts(name)));
                read.suspects().forEach(key -> suspects.add(key, Difference.DIFFERENT));
            }
            return conclude(known);
        } catch (UnreadableFile unreadable) {
            return error(String.valueOf(unreadable.getMessage()));
        }
    }

    private List<Findings> error(String reason) {
        return pair.collections().stream()
                .map(name -> Findings.error(name, startedAt, clock.instant(), reason))
                .toList();
    }

    private void file(LegacyRecord found) {
        var counts = side.counts(found.collection());
        counts.file++;
        long key = Canonical.key(found.collection(), found.key());
        if (pair.feature().defect(found) != null) {
            side.refuse(counts, key);
            return;
        }
        var content = canonical.of(found.value());
        var chunk = chunks.get(found.collection());
        if (chunk == null) {
            side.add(counts, key, content, found.position());
        } else {
            chunk.file(key, content);
            counts.fileSum.add(key, content);
        }
    }

    private void database(LegacyRecord found) {
        var counts = side.counts(found.collection());
        counts.database++;
        long key = Canonical.key(found.collection(), found.key());
        var content = canonical.of(found.value());
        counts.databaseSum.add(key, content);
        var chunk = chunks.get(found.collection());
        if (chunk == null) {
            twin(counts, found, key, content);
        } else {
            chunk.database(key, content);
        }
    }

    /** Looks for the record of the file that a record of the database should be. */
    private void twin(Counts counts, LegacyRecord found, long key, Canonical.Digest content) {
        var index = side.index;
        index.seek(key);
        boolean known = index.is(RecordIndex.SEEN);
        if (index.is(RecordIndex.REJECTED)) {
            return;
        }
        index.mark(RecordIndex.VERIFIED);
        if (known && index.holds(content)) {
            counts.equal++;
        } else if (known) {
            suspects.add(RecordKey.of(found), Difference.DIFFERENT);
        } else if (extraIsFine) {
            counts.extra++;
        } else {
            suspects.add(RecordKey.of(found), kindOf(false));
        }
    }

    /** Reads again what is in chunks that differ. */
    private void drill() {
        chunks.forEach((collection, chunk) -> side.counts(collection).equal += chunk.equal());
        if (chunks.values().stream().allMatch(chunk -> chunk.different() == 0)) {
            return;
        }
        pair.file().read(found -> inDifferingChunk(found, this::fileAgain));
        pair.database().read(found -> inDifferingChunk(found, this::databaseAgain));
    }

    private interface Look {
        void at(LegacyRecord found, long key);
    }

    private void inDifferingChunk(LegacyRecord found, Look look) {
        var chunk = chunks.get(found.collection());
        if (chunk != null) {
            long key = Canonical.key(found.collection(), found.key());
            if (chunk.differs(key)) {
                look.at(found, key);
            }
        }
    }

    private void fileAgain(LegacyRecord found, long key) {
        if (pair.feature().defect(found) == null) {
            var counts = side.counts(found.collection());
            var content = canonical.of(found.value());
            if (side.add(counts, key, content, found.position())) {
                // The sums over all records are complete already.
                counts.fileSum.remove(key, content);
            }
        }
    }

    private void databaseAgain(LegacyRecord found, long key) {
        var counts = side.counts(found.collection());
        counts.drilled++;
        twin(counts, found, key, canonical.of(found.value()));
    }

    /** Looks at what differs until a look saw both stores stand still; only what differs then counts. */
    private List<Findings> conclude(Known known) {
        var until = System.nanoTime() + PATIENCE.toNanos();
        boolean moving = true;
        while (!suspects.isEmpty() && moving && System.nanoTime() < until) {
            long before = standstill.settle();
            for (var settled : suspects.readAgain()) {
                side.counts(settled.collection()).equal++;
            }
            moving = before < 0 || standstill.standing() != before;
            if (moving) {
                rest();
            }
        }
        if (!suspects.isEmpty() && moving) {
            return error("work went on all the time: %d records could not be seen at one moment in both stores"
                    .formatted(suspects.named().size()));
        }
        if (suspects.overflow() && (began < 0 || standstill.standing() != began)) {
            return error("more records than can be looked at twice seemed to differ, and work went on meanwhile");
        }
        return new Verdict(pair, suspects, known, startedAt, clock).of(side);
    }

    /** The index knows hashes only; the names of what the database lacks are in the file. */
    private void nameMissing() {
        var missing = new HashSet<Long>();
        side.index.each(RecordIndex.SEEN, RecordIndex.VERIFIED | RecordIndex.REJECTED, missing::add);
        if (!missing.isEmpty()) {
            pair.file().read(found -> name(found, missing));
        }
    }

    private void name(LegacyRecord found, Set<Long> missing) {
        if (missing.contains(Canonical.key(found.collection(), found.key()))) {
            suspects.add(RecordKey.of(found), kindOf(true));
        }
    }

    /** @param inFile the file has it and the database lacks it, else the other way round */
    private String kindOf(boolean inFile) {
        return inFile == pair.trustsFile() ? Difference.MISSING : Difference.EXTRA;
    }

    private void rest() {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the comparison was stopped", stopping);
        }
    }
}
