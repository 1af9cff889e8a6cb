package prescient.sqlite.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import prescient.sqlite.file.SqliteFile;
import prescient.sqlite.file.TableFacts;
import prescient.sqlite.kind.Target;

/**
 * Takes a table's rows in: all by one COPY into a temporary table, then one statement for the rows as they were stored
 * and one for the records. Within the caller's transaction, so that it happens whole or not at all.
 */
public final class ImportTable {

    private final Connection connection;
    private final TableJob job;
    private final Target target;

    public ImportTable(Connection connection, TableJob job) {
        this.connection = connection;
        this.job = job;
        this.target = job.kind().target();
    }

    /**
     * Does it.
     *
     * @param facts takes the rows as the file has them
     */
    public Counts run(SqliteFile file, TableFacts facts) throws SQLException {
        Sql.execute(
                connection,
                "DROP TABLE IF EXISTS stage; CREATE TEMP TABLE stage (row_no bigint, record_key text, "
                        + Sql.declared(target) + ", stored jsonb, extra jsonb, flags text[]) ON COMMIT DROP");
        var read = new long[2];
        var flags = new TreeMap<String, Long>();
        stage(file, facts, read, flags);
        var rewritten = keepRows();
        var withoutPlace = Sql.numbers(connection, "SELECT count(*) FROM stage WHERE record_key IS NULL")[0];
        var superseded =
                Sql.numbers(connection, "SELECT count(*) FROM stage s WHERE record_key IS NOT NULL AND " + better())[0];
        var chosen = choose();
        var venue = Sql.update(
                connection,
                "DELETE FROM chosen c USING " + Sql.name(target) + " t WHERE t.legacy IS NULL AND " + same("t.", "c."));
        var written = upsert();
        var duplicates = read[0] - read[1] - withoutPlace - superseded - chosen;
        return new Counts(
                read[0],
                written[0],
                written[1],
                chosen - venue - written[0] - written[1],
                superseded,
                duplicates,
                venue,
                withoutPlace,
                read[1],
                rewritten,
                flags);
    }

    private void stage(SqliteFile file, TableFacts facts, long[] read, Map<String, Long> flags) throws SQLException {
        var stored = RowReader.stored(job.table());
        var unknown = RowReader.extra(job);
        var extra = new Jsonb(job.table().columns(), place -> unknown[place]);
        var line = new CopyLine();
        try (var copy = new CopyStream.In(connection, "COPY stage FROM STDIN")) {
            new RowReader(job).each(file, (number, row, draft, archived) -> {
                row.addTo(facts);
                read[0]++;
                if (archived) {
                    read[1]++;
                    return;
                }
                draft.flags().forEach(flag -> flags.merge(flag, 1L, Long::sum));
                line.begin().add(Long.toString(number)).add(draft.key());
                for (var value : draft.values()) {
                    line.add(value);
                }
                line.add(stored.of(row.values()));
                line.add(extra.isEmpty() ? null : extra.of(row.values()));
                copy.add(line.words(draft.flags()).end());
            });
            copy.end();
        }
    }

    private long keepRows() throws SQLException {
        var gone = Sql.update(
                connection,
                "DELETE FROM " + target.schema() + ".legacy_row r WHERE source_id = ? AND table_name = ?"
                        + " AND NOT EXISTS (SELECT FROM stage s WHERE s.row_no = r.row_no)",
                job.sourceId(),
                job.table().name());
        return gone
                + Sql.update(
                        connection,
                        """
                        INSERT INTO %s.legacy_row AS r
                            (source_id, table_name, row_no, target, record_key, stored, extra, flags)
                        SELECT ?, ?, row_no, ?, record_key, stored, extra, flags FROM stage
                        ON CONFLICT (source_id, table_name, row_no) DO UPDATE
                        SET target = excluded.target, record_key = excluded.record_key, stored = excluded.stored,
                            extra = excluded.extra, flags = excluded.flags
                        WHERE (r.target, r.record_key, r.stored, r.extra, r.flags) IS DISTINCT FROM
                            (excluded.target, excluded.record_key, excluded.stored, excluded.extra, excluded.flags)
                        """.formatted(target.schema()),
                        job.sourceId(),
                        job.table().name(),
                        target.table());
    }

    /** One row per record: the last of the table, if no other file prevails. Returns how many. */
    private long choose() throws SQLException {
        Sql.execute(
                connection,
                "DROP TABLE IF EXISTS chosen; CREATE TEMP TABLE chosen ON COMMIT DROP AS"
                        + " SELECT DISTINCT ON (record_key) * FROM stage s WHERE record_key IS NOT NULL AND NOT "
                        + better() + " ORDER BY record_key, row_no DESC");
        return Sql.numbers(connection, "SELECT count(*) FROM chosen")[0];
    }

    /** A row of another file, which prevails over this one's. */
    private String better() {
        return """
            EXISTS (SELECT FROM %1$s.legacy_row r JOIN %1$s.legacy_source o USING (source_id)
                WHERE r.target = %2$s AND r.record_key = s.record_key AND r.source_id <> %3$d
                  AND (o.layout, o.path) > (%4$d, %5$s))
            """.formatted(
                target.schema(), Sql.literal(target.table()), job.sourceId(), job.layout(), Sql.literal(job.path()));
    }

    private String same(String one, String other) {
        return "(" + Sql.keys(target, one) + ") = (" + Sql.keys(target, other) + ")";
    }

    private long[] upsert() throws SQLException {
        var changing = Stream.concat(Sql.values(target).map(Target.Column::name), Stream.of("legacy", "flags"))
                .map(Sql::quoted)
                .toList();
        return Sql.numbers(connection, """
            WITH done AS (
                INSERT INTO %1$s AS t (%2$s, legacy, flags) SELECT %2$s, stored, flags FROM chosen
                ON CONFLICT (%3$s) DO UPDATE SET %4$s
                WHERE (%5$s) IS DISTINCT FROM (%6$s)
                RETURNING (xmax = 0) AS fresh)
            SELECT count(*) FILTER (WHERE fresh), count(*) FILTER (WHERE NOT fresh) FROM done
            """.formatted(
                        Sql.name(target),
                        Sql.columns(target, ""),
                        Sql.keys(target, ""),
                        changing.stream()
                                .map(column -> column + " = excluded." + column)
                                .collect(Collectors.joining(", ")),
                        changing.stream().map(column -> "t." + column).collect(Collectors.joining(", ")),
                        changing.stream().map(column -> "excluded." + column).collect(Collectors.joining(", "))));
    }
}
