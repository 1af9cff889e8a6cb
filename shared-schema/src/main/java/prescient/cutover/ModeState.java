package prescient.cutover;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What is decided about the service's features: in memory, in PostgreSQL, and beside the legacy files. Of two copies
 * the higher revision counts. Blocks, except where it says otherwise.
 */
final class ModeState {

    private static final Logger LOG = Logger.getLogger(ModeState.class);

    private final Collection<Cutover> cutovers;
    private final StateTable table;
    private final @Nullable StateFile file;
    private final InstantSource clock;
    /** Held while the file is written. */
    private final ReentrantLock lock = new ReentrantLock();

    /** The file holds an older state than memory. */
    private volatile boolean unwritten;

    /** @param file null when there is no legacy folder */
    ModeState(Collection<Cutover> cutovers, StateTable table, @Nullable StateFile file, InstantSource clock) {
        this.cutovers = cutovers;
        this.table = table;
        this.file = file;
        this.clock = clock;
    }

    /** True when there is a legacy folder. */
    boolean hasFiles() {
        return file != null;
    }

    /** Takes what the folder says. Without a folder nothing is known until PostgreSQL was asked. */
    void recall() {
        var known = file == null ? Map.<String, FeatureState>of() : file.read();
        for (var cutover : cutovers) {
            var state = known.get(cutover.feature().name());
            if (state != null) {
                cutover.state(state, null);
            }
        }
    }

    /**
     * Decides before the first request, with what PostgreSQL says if it answers in time: a later decision of its counts,
     * and features nobody has decided about get the initial mode. Without a folder and without an answer they stay
     * undecided, and refuse everything, until {@link #reconcile}.
     */
    void decide(InitialMode initial, Duration atMost, ExecutorService threads) {
        var stored = ask(atMost, threads);
        for (var cutover : cutovers) {
            var name = cutover.feature().name();
            var theirs = stored.map(all -> all.get(name)).filter(found -> found.revision() > 0);
            var mine = cutover.state();
            if (theirs.isPresent()
                    && theirs.get().revision()
                            > mine.map(FeatureState::revision).orElse(0L)) {
                keep(cutover, theirs.get());
            } else if (mine.isEmpty() && file != null) {
                keep(cutover, FeatureState.first(name, initial.mode(), clock.instant(), initial.reason()));
            } else if (mine.isEmpty() && stored.isPresent()) {
                keep(cutover, undecided(name));
            }
        }
    }

    /**
     * Brings memory, file and table together. Called whenever PostgreSQL answers.
     *
     * @return what had to be corrected
     */
    List<Correction> reconcile() {
        var stored = table.read();
        var corrections = new ArrayList<Correction>();
        for (var cutover : cutovers) {
            var theirs = stored.get(cutover.feature().name());
            correct(cutover, theirs).ifPresent(corrections::add);
            var mine = cutover.state();
            if (mine.isPresent()
                    && mine.get().revision() > 0
                    && (theirs == null || theirs.revision() < mine.get().revision())) {
                table.save(mine.get());
            }
        }
        rewrite();
        return corrections;
    }

    /** What {@link #reconcile} changed. */
    record Correction(String feature, Mode from, Mode to, String reason) {}

    private Optional<Correction> correct(Cutover cutover, @Nullable FeatureState theirs) {
        var mine = cutover.state().orElse(null);
        if (theirs == null || theirs.revision() == 0) {
            if (mine == null) {
                keep(cutover, undecided(cutover.feature().name()));
            } else if (mine.revision() == 0 && cutover.isUsed()) {
                // What was written from the start on is the decision.
                keep(cutover, mine.withRevision(1));
            }
            return Optional.empty();
        }
        if (mine == null || theirs.revision() > mine.revision()) {
            return follow(cutover, mine, theirs);
        }
        if (theirs.revision() == mine.revision() && theirs.mode() != mine.mode()) {
            keep(cutover, mine.withRevision(mine.revision() + 1));
            return Optional.of(new Correction(
                    mine.feature(), theirs.mode(), mine.mode(), "two decisions of the same number; ours is in use"));
        }
        return Optional.empty();
    }

    /** A later decision of PostgreSQL's counts, unless it would make a store the truth that lacks what was written here. */
    private Optional<Correction> follow(Cutover cutover, @Nullable FeatureState mine, FeatureState theirs) {
        if (mine == null || mine.mode() == theirs.mode() || !cutover.isUsed()) {
            keep(cutover, theirs);
            return mine == null || mine.revision() == 0 || mine.mode() == theirs.mode()
                    ? Optional.empty()
                    : Optional.of(correction(mine, theirs));
        }
        if (cutover.gate().isClosed() || !cutover.state().equals(Optional.of(mine))) {
            return Optional.empty(); // the mode is just being changed, and theirs is that very change
        }
        if (mine.mode().trustsFile() != theirs.mode().trustsFile()) {
            cutover.refuse(
                    CutoverProblem.DECISIONS_DIFFER,
                    "PostgreSQL holds a later decision, " + theirs.mode().text()
                            + ", but since the start records were written in "
                            + mine.mode().text());
            return Optional.empty();
        }
        if (!cutover.gate().closeNow()) {
            return Optional.empty(); // writes are under way; the next time will do
        }
        try {
            keep(cutover, theirs);
        } finally {
            cutover.gate().open();
        }
        return Optional.of(correction(mine, theirs));
    }

    private static Correction correction(FeatureState mine, FeatureState theirs) {
        return new Correction(mine.feature(), mine.mode(), theirs.mode(), "PostgreSQL holds a later decision");
    }

    /** Without a folder only the database can be meant, whether or not that was ever decided. */
    private FeatureState undecided(String feature) {
        return FeatureState.first(feature, Mode.DATABASE_ONLY, clock.instant(), "no legacy folder")
                .withRevision(0);
    }

    /**
     * Decides. The new state counts when this returns. One change of a feature at a time.
     *
     * @param needsDatabase the decision is void unless PostgreSQL holds it; otherwise PostgreSQL is not even asked, since
     *     it may hang, and is told by the next {@link #reconcile}
     * @throws prescient.database.BulkFailure when it is void; the old state counts
     */
    void change(Cutover cutover, FeatureState next, boolean needsDatabase) {
        var before = cutover.state().orElseThrow();
        try {
            // The file first: after a crash in between, the next start goes on in the mode that all was made ready for.
            write(next);
            if (needsDatabase) {
                table.save(next);
            }
        } catch (RuntimeException failure) {
            // It may have been stored all the same, so the old state gets a number that beats it.
            outbid(cutover, before.withRevision(next.revision() + 1));
            throw failure;
        }
        cutover.state(next, whyNot(next));
    }

    /** Memory counts at once; file and table learn it when they can. */
    private void outbid(Cutover cutover, FeatureState kept) {
        cutover.state(kept, whyNot(kept));
        unwritten = true;
        try {
            rewrite();
        } catch (RuntimeException again) {
            LOG.debugf("the modes are written later: %s", again.toString());
        }
    }

    private void keep(Cutover cutover, FeatureState state) {
        if (!cutover.state().equals(Optional.of(state)) && state.revision() > 0) {
            write(state);
        }
        cutover.state(state, whyNot(state));
    }

    private @Nullable String whyNot(FeatureState state) {
        return state.mode().keepsFile() && file == null
                ? "its mode is " + state.mode().text() + ", which needs the legacy files"
                : null;
    }

    private void write(FeatureState state) {
        if (file == null) {
            return;
        }
        lock.lock();
        try {
            var all = states();
            all.put(state.feature(), state);
            file.write(all.values());
        } finally {
            lock.unlock();
        }
    }

    /** Writes what a failed change could not. */
    private void rewrite() {
        if (file == null || !unwritten) {
            return;
        }
        lock.lock();
        try {
            file.write(states().values());
            unwritten = false;
        } finally {
            lock.unlock();
        }
    }

    private Map<String, FeatureState> states() {
        var all = new HashMap<String, FeatureState>();
        cutovers.forEach(cutover -> cutover.state().ifPresent(state -> all.put(state.feature(), state)));
        return all;
    }

    /** Empty when PostgreSQL does not say anything. */
    private Optional<Map<String, FeatureState>> ask(Duration atMost, ExecutorService threads) {
        try {
            return Optional.of(
                    CompletableFuture.supplyAsync(table::read, threads).get(atMost.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException unavailable) {
            LOG.debugf("the modes are decided without PostgreSQL: %s", unavailable.toString());
            return Optional.empty();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
