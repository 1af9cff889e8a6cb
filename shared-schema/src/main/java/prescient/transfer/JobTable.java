package prescient.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import prescient.database.Bulk;
import prescient.json.JsonSettings;

/** Jobs in {@code cutover_job}. Blocks. */
@ApplicationScoped
class JobTable {

    private final Bulk bulk;
    private final ObjectMapper json = JsonSettings.mapper();

    JobTable(Bulk bulk) {
        this.bulk = bulk;
    }

    /** Stores a job as it is now. */
    void save(TransferJob job) {
        bulk.write(session -> session.execute(
                """
                        INSERT INTO cutover_job (job_id, feature, kind, status, folder, zone, dry_run, records_read,
                            records_written, records_unchanged, records_quarantined, bytes_read, bytes_total, started_at,
                            finished_at, error, report)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::json)
                        ON CONFLICT (job_id) DO UPDATE SET status = EXCLUDED.status,
                            records_read = EXCLUDED.records_read, records_written = EXCLUDED.records_written,
                            records_unchanged = EXCLUDED.records_unchanged,
                            records_quarantined = EXCLUDED.records_quarantined, bytes_read = EXCLUDED.bytes_read,
                            bytes_total = EXCLUDED.bytes_total, finished_at = EXCLUDED.finished_at,
                            error = EXCLUDED.error, report = EXCLUDED.report
                        """,
                job.id(),
                job.feature(),
                job.kind(),
                job.status(),
                job.folder(),
                job.zone(),
                job.dryRun(),
                job.recordsRead(),
                job.recordsNew() + job.recordsChanged(),
                job.recordsUnchanged(),
                job.recordsQuarantined(),
                job.bytesRead(),
                job.bytesTotal(),
                job.startedAt(),
                job.finishedAt(),
                Sql.clean(job.error()),
                text(job)));
    }

    Optional<TransferJob> find(String feature, String id) {
        return first("SELECT report FROM cutover_job WHERE feature = ? AND job_id = ?", feature, id);
    }

    /** The newest job of this kind. */
    Optional<TransferJob> last(String feature, String kind) {
        return first("""
                        SELECT report FROM cutover_job WHERE feature = ? AND kind = ?
                        ORDER BY started_at DESC LIMIT 1
                        """, feature, kind);
    }

    /** The newest import that changed something and ended well. */
    Optional<TransferJob> lastImport(String feature) {
        return first("""
                        SELECT report FROM cutover_job
                        WHERE feature = ? AND kind = 'import' AND status = 'complete' AND NOT dry_run
                        ORDER BY started_at DESC LIMIT 1
                        """, feature);
    }

    /** The newest jobs of every kind that were started before an instant. */
    List<TransferJob> newest(String feature, int rows, Instant before) {
        return jobs("""
                        SELECT report FROM cutover_job WHERE feature = ? AND started_at < ?
                        ORDER BY started_at DESC LIMIT ?
                        """, feature, before, rows);
    }

    /** Jobs of this feature that have not ended. */
    List<TransferJob> running(String feature) {
        return jobs("SELECT report FROM cutover_job WHERE feature = ? AND status = 'running'", feature);
    }

    private Optional<TransferJob> first(String sql, Object... parameters) {
        return jobs(sql, parameters).stream().findFirst();
    }

    private List<TransferJob> jobs(String sql, Object... parameters) {
        var jobs = new ArrayList<TransferJob>();
        bulk.read(session -> {
            session.query(sql, row -> jobs.add(job(row)), parameters);
            return null;
        });
        return jobs;
    }

    private TransferJob job(ResultSet row) throws SQLException {
        try {
            return json.readValue(row.getString("report"), TransferJob.class);
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException("a stored job cannot be read", foreign);
        }
    }

    private String text(TransferJob job) {
        try {
            return json.writeValueAsString(job);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
