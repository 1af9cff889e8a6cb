package prescient.market;

import java.util.Set;
import prescient.testing.HouseRules;

class RulesTest extends HouseRules {

    RulesTest() {
        super("market");
    }

    /** Readers of the venue's text and the small tools beside them. */
    @Override
    protected Set<String> plainNames() {
        return Set.of(
                "GammaParser",
                "GammaFields",
                "GammaText",
                "KalshiParser",
                "PythonLiteral",
                "PythonString",
                "VenueTime",
                "GammaScan",
                "GammaNodes",
                "CatalogueRecords",
                "Sights",
                "EventsFeature",
                "Ids",
                "DaysUntilEnd",
                "Recorded",
                "Columns",
                "CoinbaseParser",
                "SecondRows",
                "GapWatch",
                "KalshiBookParser",
                "Books");
    }
}
