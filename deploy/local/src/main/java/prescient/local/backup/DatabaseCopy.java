package prescient.local.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** A way to save the five schemas into files and to bring them back. */
sealed interface DatabaseCopy permits PgDump, CopyDump {

    /** As in the manifest. */
    String kind();

    /** Which program does it, with its version. */
    String tool();

    /** Writes what the snapshot sees into {@code folder}, which is empty. */
    void write(Snapshot snapshot, Path folder) throws SQLException, IOException, InterruptedException;

    /**
     * Brings it back, with owners and rights.
     *
     * @param database an empty database of a server whose roles exist
     */
    void restore(Manifest manifest, Path folder, String database)
            throws SQLException, IOException, InterruptedException;
}
