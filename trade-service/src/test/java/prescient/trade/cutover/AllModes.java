package prescient.trade.cutover;

import java.util.HashMap;
import java.util.Map;

/** Begins on files; the gates that need time or a backup are out of the way. */
public class AllModes extends WithFiles {

    @Override
    public Map<String, String> getConfigOverrides() {
        var overrides = new HashMap<>(super.getConfigOverrides());
        overrides.put("prescient.cutover.mode", "file-only");
        overrides.put("prescient.cutover.gates.clean-checks", "1");
        overrides.put("prescient.cutover.gates.without-samples", "true");
        overrides.put("prescient.cutover.gates.floor-millis", "10000");
        overrides.put("prescient.cutover.gates.backup", "false");
        overrides.put("prescient.cutover.gates.quiet", "0s");
        return overrides;
    }
}
