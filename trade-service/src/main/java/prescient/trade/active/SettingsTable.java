package prescient.trade.active;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The one row of settings; each version of it is kept by the database with who made it. */
@ApplicationScoped
class SettingsTable {

    private final Pool pool;

    SettingsTable(Pool pool) {
        this.pool = pool;
    }

    Uni<ActiveSettings> read() {
        return pool.query("SELECT * FROM active_settings")
                .execute()
                .map(rows -> settings(rows.iterator().next()));
    }

    /** Changes the settings if they are still of the version that the change was made from; empty if not. */
    Uni<Optional<ActiveSettings>> change(ActiveSettings settings, String by, Instant now) {
        var values = Tuple.tuple()
                .addInteger(settings.version())
                .addBoolean(settings.probabilityStop())
                .addBigDecimal(settings.probabilityThreshold())
                .addInteger(settings.verificationSeconds())
                .addInteger(settings.minCloseSeconds())
                .addBoolean(settings.spikeStop())
                .addBigDecimal(settings.spikeThreshold())
                .addString(by)
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
        return pool.preparedQuery("""
            UPDATE active_settings SET version = version + 1, probability_stop = $2,
                probability_threshold = $3, verification_seconds = $4, min_close_seconds = $5,
                spike_stop = $6, spike_threshold = $7, changed_by = $8, changed_at = $9
            WHERE version = $1 RETURNING *
            """)
                .execute(values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(SettingsTable::settings)
                        .findFirst());
    }

    private static ActiveSettings settings(Row row) {
        return new ActiveSettings(
                row.getInteger("version"),
                row.getBoolean("probability_stop"),
                row.getBigDecimal("probability_threshold"),
                row.getInteger("verification_seconds"),
                row.getInteger("min_close_seconds"),
                row.getBoolean("spike_stop"),
                row.getBigDecimal("spike_threshold"),
                row.getString("changed_by"),
                row.getOffsetDateTime("changed_at").toInstant());
    }
}
