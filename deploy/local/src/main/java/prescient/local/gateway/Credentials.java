package prescient.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Looks at who calls, without judging the signature: that is done by the service, which has the keys. What is refused
 * here never reaches a service: requests without a token, tokens that cannot be read, and tokens of services, which have
 * no business at the gateway.
 */
final class Credentials {

    private static final Pattern BEARER = Pattern.compile("(?i)bearer ([\\w-]+)\\.([\\w-]+)\\.([\\w-]+)");
    private static final int PAYLOAD = 2;
    private static final String SERVICES = "prescient-internal";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Credentials() {}

    /** Returns when the header may be passed on. */
    static void check(Headers headers) throws Refusal {
        var values = headers.getOrDefault("Authorization", List.of());
        if (values.isEmpty()) {
            throw new Refusal("the request has no bearer token");
        }
        var bearer = BEARER.matcher(values.getFirst());
        if (values.size() > 1 || !bearer.matches()) {
            throw new Refusal("the header Authorization is not one bearer token");
        }
        var audience = payload(bearer.group(PAYLOAD))
                .map(claims -> claims.path("aud"))
                .orElseThrow(() -> new Refusal("the bearer token is not valid here"));
        if (names(audience, SERVICES)) {
            throw new Refusal("this is the token of a service; services do not call each other through the gateway");
        }
    }

    /** Why a request is not passed on. */
    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1;

        Refusal(String message) {
            super(message, null, false, false);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    private static Optional<JsonNode> payload(String part) {
        try {
            return Optional.of(JSON.readTree(Base64.getUrlDecoder().decode(part)))
                    .filter(JsonNode::isObject);
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean names(JsonNode audience, String wanted) {
        if (audience.isArray()) {
            for (var one : audience) {
                if (wanted.equals(one.asText())) {
                    return true;
                }
            }
        }
        return wanted.equals(audience.asText());
    }
}
