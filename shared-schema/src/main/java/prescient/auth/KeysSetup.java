package prescient.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Pattern;

/** Refuses to start without keys to check tokens with, so that no setting that is forgotten leaves a door open. */
@ApplicationScoped
class KeysSetup {

    private static final Pattern URL = Pattern.compile("(?i)https?://.*");
    private static final int LEAST_KEY_BYTES = 256;

    private final AuthConfig config;
    private final ObjectMapper json;

    KeysSetup(AuthConfig config, ObjectMapper json) {
        this.config = config;
        this.json = json;
    }

    void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start) {
        if (config.issuer().filter(text -> !text.isBlank()).isEmpty()) {
            throw new RefusedStart("PRESCIENT_AUTH_ISSUER is not set: it says whose tokens are believed.");
        }
        var keys = config.keys()
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new RefusedStart("PRESCIENT_AUTH_KEYS is not set: it names the JWKS file or URL "
                        + "with the public keys that tokens are checked with."));
        if (URL.matcher(keys).matches()) {
            checkUrl(URI.create(keys));
        } else {
            checkFile(Path.of(keys.replaceFirst("^file:(//)?", "")));
        }
    }

    /** An identity provider need not answer yet; its keys are fetched with the first token. */
    private static void checkUrl(URI url) {
        if (!"https".equalsIgnoreCase(url.getScheme()) && !Loopback.is(String.valueOf(url.getHost()))) {
            throw new RefusedStart(
                    "PRESCIENT_AUTH_KEYS is " + url + ": keys from elsewhere are fetched by https only.");
        }
    }

    private void checkFile(Path file) {
        JsonNode keys;
        try {
            keys = json.readTree(Files.readAllBytes(file)).path("keys");
        } catch (IOException unreadable) {
            throw new RefusedStart("PRESCIENT_AUTH_KEYS is " + file + ", which cannot be read as JSON: "
                    + unreadable.getClass().getSimpleName() + ".");
        }
        if (!keys.isArray() || keys.isEmpty()) {
            throw new RefusedStart(
                    "PRESCIENT_AUTH_KEYS is " + file + ", which has no array \"keys\" with a key in it.");
        }
        keys.forEach(key -> checkKey(file, key));
    }

    private static void checkKey(Path file, JsonNode key) {
        if (!"RSA".equals(key.path("kty").asText())) {
            throw new RefusedStart("PRESCIENT_AUTH_KEYS is " + file + ", which has a key that is not of type RSA.");
        }
        if (key.has("d")) {
            throw new RefusedStart("PRESCIENT_AUTH_KEYS is " + file
                    + ", which has a private key: whoever reads it can make tokens. Make new keys, give public ones.");
        }
        try {
            var modulus = Base64.getUrlDecoder().decode(key.path("n").asText());
            if (modulus.length < LEAST_KEY_BYTES) {
                throw new RefusedStart("PRESCIENT_AUTH_KEYS is " + file + ", which has a key of less than 2048 bits.");
            }
        } catch (IllegalArgumentException garbage) {
            throw new RefusedStart("PRESCIENT_AUTH_KEYS is " + file + ", which has a key that is not base64url.");
        }
    }
}
