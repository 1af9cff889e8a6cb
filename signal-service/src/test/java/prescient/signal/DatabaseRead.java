package prescient.signal;

import java.util.HashMap;
import java.util.Map;

/** The service on the database, with the files kept current after it; a read waits only a moment for the database. */
public class DatabaseRead extends FilesAndTables {

    @Override
    public Map<String, String> getConfigOverrides() {
        var overrides = new HashMap<>(super.getConfigOverrides());
        overrides.put("prescient.cutover.mode", "database-read");
        overrides.put("prescient.cutover.database.read-deadline", "300ms");
        return overrides;
    }
}
