package prescient.trade.notification;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import prescient.auth.Loopback;
import prescient.fetch.FetchHttp;
import prescient.fetch.FetchLimits;

/**
 * Posts messages as JSON to one address. Follows no redirect: a signature and an address that may be a secret belong to
 * one receiver.
 */
@Startup // so that a setting that makes no sense ends the start
@ApplicationScoped
class WebhookClient implements Channel {

    static final String SIGNATURE = "X-Prescient-Signature";
    private static final int LARGEST_ANSWER = 64 * 1024;

    private final @Nullable URI url;
    private final @Nullable SecretKeySpec key;
    private final FetchHttp http;
    private final ObjectMapper json;

    WebhookClient(NotificationConfig config, ObjectMapper json) {
        this.url = config.webhook().url().map(WebhookClient::checked).orElse(null);
        this.key = SecretFile.read(
                        "prescient.notification.webhook.secret-file",
                        config.webhook().secretFile())
                .map(secret -> new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"))
                .orElse(null);
        this.http = new FetchHttp(
                new FetchLimits(config.timeout(), config.timeout(), 0, Duration.ZERO, Duration.ZERO, LARGEST_ANSWER));
        this.json = json;
    }

    /** The address itself is not named: those of many receivers hold a token. */
    private static URI checked(URI url) {
        var host = url.getHost();
        boolean safe = "https".equals(url.getScheme())
                || ("http".equals(url.getScheme()) && host != null && Loopback.is(bare(host)));
        if (host == null || !safe || url.getUserInfo() != null || url.getFragment() != null) {
            throw new IllegalArgumentException("prescient.notification.webhook.url is https://HOST/PATH, or http:// on"
                    + " this machine, without a user in it");
        }
        return url;
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public String name() {
        return Held.WEBHOOK;
    }

    @Override
    public boolean on() {
        return url != null;
    }

    @Override
    public String target() {
        return url == null ? "" : url.getScheme() + "://" + url.getRawAuthority();
    }

    @Override
    public void send(Message message) throws IOException, InterruptedException {
        if (url == null) {
            throw new IOException("the webhook is off");
        }
        var body = json.writeValueAsBytes(message);
        var headers = new HashMap<String, String>(
                Map.of("Content-Type", "application/json", "Idempotency-Key", message.id()));
        if (key != null) {
            headers.put(SIGNATURE, "sha256=" + HexFormat.of().formatHex(signature(key, body)));
        }
        var reply = http.send("POST", url, headers, body);
        if (reply.status() / 100 != 2) {
            throw new IOException("the receiver answered " + reply.status());
        }
    }

    private static byte[] signature(SecretKeySpec key, byte[] body) {
        try {
            var mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return mac.doFinal(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HmacSHA256", impossible);
        }
    }
}
