package prescient.market.testing;

import java.util.HashMap;
import java.util.Map;

/** The service on the database, with the legacy files kept current after it. */
public class DatabaseRead extends DualWrite {

    @Override
    public Map<String, String> getConfigOverrides() {
        var settings = new HashMap<>(super.getConfigOverrides());
        settings.put("prescient.cutover.mode", "database-read");
        return settings;
    }
}
