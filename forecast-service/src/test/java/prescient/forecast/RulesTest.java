package prescient.forecast;

import prescient.testing.HouseRules;

class RulesTest extends HouseRules {

    RulesTest() {
        super("forecast");
    }
}
