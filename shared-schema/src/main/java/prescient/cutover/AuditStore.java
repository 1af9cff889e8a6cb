package prescient.cutover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import prescient.legacy.Journal;

/**
 * Keeps the audit: in PostgreSQL, or while that does not answer in a journal beside the legacy files, from which entries
 * move into the table as soon as it is back. Blocks.
 */
final class AuditStore {

    private static final Logger LOG = Logger.getLogger(AuditStore.class);

    private final AuditTable table;
    private final @Nullable Journal journal;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final BooleanSupplier databaseUp;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<AuditEntry> waiting = new ArrayList<>();
    private boolean recalled;
    private Instant last = Instant.EPOCH;

    /** @param journal null without a legacy folder; entries wait in memory then */
    AuditStore(
            AuditTable table,
            @Nullable Journal journal,
            ObjectMapper json,
            InstantSource clock,
            BooleanSupplier databaseUp) {
        this.table = table;
        this.journal = journal;
        this.json = json;
        this.clock = clock;
        this.databaseUp = databaseUp;
    }

    /** What is done and why; {@code at} is set here. */
    void add(
            String feature,
            String action,
            @Nullable Mode from,
            @Nullable Mode to,
            @Nullable String by,
            @Nullable String reason,
            String decision,
            ObjectNode evidence) {
        var entry =
                new AuditEntry(now(), feature, action, text(from), text(to), by, reason, decision, evidence.deepCopy());
        LOG.infof("%s %s: %s%s", action, feature, decision, reason == null ? "" : ", " + reason);
        if (databaseUp.getAsBoolean()) {
            try {
                table.add(List.of(entry));
                return;
            } catch (RuntimeException failure) {
                LOG.debugf("an audit entry waits for PostgreSQL: %s", failure.toString());
            }
        }
        lock.lock();
        try {
            recall();
            waiting.add(entry);
            if (journal != null) {
                journal.append(List.of(json.<ObjectNode>valueToTree(entry)));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Moves what waits into the table. Called whenever PostgreSQL answers. */
    void flush() {
        var moving = waiting();
        if (moving.isEmpty()) {
            return;
        }
        table.add(moving);
        lock.lock();
        try {
            waiting.removeAll(moving);
            if (journal != null) {
                journal.compact(waiting.stream()
                        .map(entry -> json.<ObjectNode>valueToTree(entry))
                        .toList());
            }
        } finally {
            lock.unlock();
        }
    }

    private List<AuditEntry> waiting() {
        lock.lock();
        try {
            recall();
            return List.copyOf(waiting);
        } finally {
            lock.unlock();
        }
    }

    /** No two entries have the same time. */
    private Instant now() {
        lock.lock();
        try {
            var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            last = now.isAfter(last) ? now : last.plus(1, ChronoUnit.MICROS);
            return last;
        } finally {
            lock.unlock();
        }
    }

    /** The newest entries of a feature before {@code before}, those that wait included. */
    List<AuditEntry> newest(String feature, int limit, Instant before) {
        flush();
        return table.newest(feature, limit, before);
    }

    private void recall() {
        if (!recalled && journal != null) {
            journal.read(line -> waiting.add(entry(line)));
        }
        recalled = true;
    }

    private AuditEntry entry(ObjectNode line) {
        try {
            return json.treeToValue(line, AuditEntry.class);
        } catch (JsonProcessingException torn) {
            throw new IllegalStateException("the audit journal beside the legacy files makes no sense", torn);
        }
    }

    private static @Nullable String text(@Nullable Mode mode) {
        return Optional.ofNullable(mode).map(Mode::text).orElse(null);
    }
}
