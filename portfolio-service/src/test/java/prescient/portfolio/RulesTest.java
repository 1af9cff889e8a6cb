package prescient.portfolio;

import java.util.Set;
import prescient.testing.HouseRules;

class RulesTest extends HouseRules {

    RulesTest() {
        super("portfolio");
    }

    @Override
    protected Set<String> plainNames() {
        return Set.of("Input", "LegacyFigures");
    }
}
