package prescient.cutover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import prescient.database.Bulk;

/** Backups that were restored and compared, in {@code cutover_backup}. Blocks. */
final class BackupTable {

    private final Bulk bulk;
    private final ObjectMapper json;

    BackupTable(Bulk bulk, ObjectMapper json) {
        this.bulk = bulk;
        this.json = json;
    }

    /**
     * A backup that was restored and compared.
     *
     * @param backupId as its maker names it
     * @param verifiedAt when the comparison ended
     * @param checks what was compared
     */
    record Backup(String backupId, Instant verifiedAt, JsonNode checks) {}

    void save(Backup backup, Instant now) {
        bulk.write(session -> session.execute(
                """
                INSERT INTO cutover_backup (backup_id, verified_at, checks, told_at) VALUES (?, ?, ?::jsonb, ?)
                ON CONFLICT (backup_id) DO UPDATE SET
                    verified_at = EXCLUDED.verified_at, checks = EXCLUDED.checks, told_at = EXCLUDED.told_at
                """, backup.backupId(), backup.verifiedAt(), backup.checks().toString(), now));
    }

    /** The one that was verified last; empty when there is none. */
    Optional<Backup> newest() {
        return bulk.read(session -> {
            var backups = new ArrayList<Backup>(List.of());
            session.query(
                    "SELECT * FROM cutover_backup ORDER BY verified_at DESC LIMIT 1",
                    row -> backups.add(new Backup(
                            row.getString("backup_id"),
                            row.getObject("verified_at", OffsetDateTime.class).toInstant(),
                            parsed(row.getString("checks")))));
            return backups.stream().findFirst();
        });
    }

    private JsonNode parsed(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
