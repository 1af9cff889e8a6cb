package prescient.trade.notification;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Both channels on, to receivers on this machine that live as long as the JVM. */
public class FakeReceivers implements QuarkusTestResourceLifecycleManager {

    static final FakeHook HOOK = new FakeHook();
    static final FakeSmtp SMTP = new FakeSmtp();

    @Override
    public Map<String, String> start() {
        return Map.of(
                "prescient.notification.webhook.url", HOOK.url().toString(),
                "prescient.notification.mail.host", "127.0.0.1",
                "prescient.notification.mail.port", String.valueOf(SMTP.port()),
                "prescient.notification.mail.security", "none",
                "prescient.notification.mail.from", "suite@example.org",
                "prescient.notification.mail.to", "one@example.org,two@example.org");
    }

    @Override
    public void stop() {
        // The next test class uses them again.
    }
}
