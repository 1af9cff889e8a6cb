package prescient.sqlite.table;

import java.util.List;
import prescient.sqlite.file.StoredTable;
import prescient.sqlite.kind.Kind;

/**
 * One table of one file, as its rows are taken in or compared.
 *
 * @param sourceId of the file in its schema
 * @param layout of the file
 * @param path of the file
 * @param archived what has left the tables before
 */
public record TableJob(
        long sourceId,
        int layout,
        String path,
        StoredTable table,
        Kind kind,
        Kind.Source source,
        List<ArchiveRule> archived) {}
