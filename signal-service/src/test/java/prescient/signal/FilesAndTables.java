package prescient.signal;

import java.util.HashMap;
import java.util.Map;

/** The service on legacy files, with PostgreSQL beside them. */
public class FilesAndTables extends FileOnly {

    @Override
    public Map<String, String> getConfigOverrides() {
        var overrides = new HashMap<>(super.getConfigOverrides());
        overrides.remove("prescient.db.host");
        overrides.remove("prescient.db.port");
        overrides.put("prescient.cutover.mode", "dual-write");
        return overrides;
    }
}
