package prescient.market.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The service on legacy files, with the database written after them. */
public class DualWrite extends FileOnly {

    @Override
    public Map<String, String> getConfigOverrides() {
        var settings = new HashMap<>(super.getConfigOverrides());
        settings.keySet().removeIf(key -> key.startsWith("prescient.db."));
        settings.put("prescient.cutover.mode", "dual-write");
        settings.put("prescient.transfer.parity.first", "1s");
        return settings;
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(
                new TestResourceEntry(StagedVenue.class),
                new TestResourceEntry(prescient.testing.PostgresForTests.class, Map.of("owner", "market")));
    }
}
