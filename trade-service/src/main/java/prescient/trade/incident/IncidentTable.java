package prescient.trade.incident;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import prescient.trade.notification.Notice;
import prescient.trade.notification.NotificationTable;

/** The one row of {@code incident_memory}, which all replicas share. */
@ApplicationScoped
class IncidentTable {

    private static final Logger LOG = Logger.getLogger(IncidentTable.class);

    private final Pool pool;
    private final ObjectMapper json;
    private final NotificationTable notifications;
    private volatile boolean told;

    IncidentTable(Pool pool, ObjectMapper json, NotificationTable notifications) {
        this.pool = pool;
        this.json = json;
        this.notifications = notifications;
    }

    /** What is stored, when its revision is above {@code known}. */
    Uni<Optional<Memory>> above(long known) {
        return pool.preparedQuery("SELECT memory::text FROM incident_memory WHERE id = 1 AND revision > $1")
                .execute(Tuple.of(known))
                .map(rows -> {
                    var row = rows.iterator();
                    return row.hasNext() ? memory(row.next().getString(0)) : Optional.empty();
                });
    }

    /** Stores the memory unless a newer one is there, false then, and what is to be told in any case. */
    Uni<Boolean> save(Memory memory, List<Notice> notices, Instant now) {
        return pool.withTransaction(
                connection -> save(connection, memory, now).call(() -> notifications.write(connection, notices)));
    }

    private Uni<Boolean> save(SqlConnection connection, Memory memory, Instant now) {
        return connection
                .preparedQuery("""
                        INSERT INTO incident_memory AS m (id, revision, memory, saved_at)
                        VALUES (1, $1, $2::text::jsonb, $3)
                        ON CONFLICT (id) DO UPDATE SET revision = EXCLUDED.revision, memory = EXCLUDED.memory,
                            saved_at = EXCLUDED.saved_at WHERE m.revision < EXCLUDED.revision
                        """)
                .execute(Tuple.of(memory.revision(), text(memory), now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() == 1);
    }

    /** What a newer version wrote is left to it: while replicas are replaced, the old ones go on by themselves. */
    private Optional<Memory> memory(String text) {
        try {
            return Optional.of(json.readValue(text, Memory.class));
        } catch (JsonProcessingException other) {
            if (!told) {
                LOG.infof("incident_memory is not what this version writes: %s", other.getOriginalMessage());
                told = true;
            }
            return Optional.empty();
        }
    }

    private String text(Memory memory) {
        try {
            return json.writeValueAsString(memory);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
