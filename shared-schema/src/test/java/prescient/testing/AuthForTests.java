package prescient.testing;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Every service under test believes the tokens of {@link TokensForTests}; a test that wants it otherwise says so. */
public class AuthForTests implements ConfigSource {

    private final Map<String, String> values = Map.of(
            "prescient.auth.keys", TokensForTests.keys().toString(),
            "prescient.auth.issuer", TokensForTests.ISSUER,
            "prescient.token.file", TokensForTests.tokenFile().toString());

    @Override
    public Set<String> getPropertyNames() {
        return values.keySet();
    }

    @Override
    public String getValue(String name) {
        return values.get(name);
    }

    @Override
    public String getName() {
        return "keys and tokens for tests";
    }

    /** Below everything that a test or its profile sets. */
    @Override
    public int getOrdinal() {
        return 50;
    }
}
