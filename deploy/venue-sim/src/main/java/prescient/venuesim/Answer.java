package prescient.venuesim;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What goes back to the client: JSON, unless a fault broke it. */
record Answer(int status, String body, Map<String, String> headers) {

    static Answer json(int status, String body) {
        return new Answer(status, body, Map.of());
    }

    Answer broken() {
        return new Answer(status, body.substring(0, Math.max(1, body.length() / 2)), headers);
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
