package prescient.trade.desk;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The desk trades on the fake venue. */
public class OnPaper implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("prescient.desk.environment", PaperVenue.ENVIRONMENT);
    }
}
