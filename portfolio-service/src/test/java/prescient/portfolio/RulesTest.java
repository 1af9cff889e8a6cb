package prescient.portfolio;

import java.util.Set;
import prescient.testing.HouseRules;

class RulesTest extends HouseRules {

    RulesTest() {
        super("portfolio");
    }

    @Override
    protected Set<String> plainNames() {
        return Set.of(
                "Input",
                "LegacyFigures",
                "Books",
                "Draft",
                "Notes",
                "Assembly",
                "LegacyFields",
                "PortfolioFeature",
                "HistoryFeature",
                "HistoryKeys",
                "HistoryNotes");
    }
}
