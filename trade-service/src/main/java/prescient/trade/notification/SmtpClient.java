package prescient.trade.notification;

import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import prescient.auth.Loopback;
import prescient.trade.notification.NotificationConfig.Mail.Security;

/** Sends messages as plain e-mail through one server. */
@Startup // so that a setting that makes no sense ends the start
@ApplicationScoped
class SmtpClient implements Channel {

    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>,;@]+@[^\\s<>,;@]+");

    private final NotificationConfig.Mail config;
    private final long timeoutMillis;
    private final Vertx vertx;
    private final @Nullable MailConfig settings;
    private final String from;
    private final List<String> to;

    SmtpClient(NotificationConfig config, Vertx vertx) {
        this.config = config.mail();
        this.timeoutMillis = config.timeout().toMillis();
        this.from = config.mail().from().orElse("");
        this.to = config.mail().to().orElse(List.of());
        this.vertx = vertx;
        this.settings = config.mail().host().isEmpty() ? null : settings();
    }

    private MailConfig settings() {
        var host = config.host().orElseThrow();
        boolean addresses = ADDRESS.matcher(from).matches()
                && !to.isEmpty()
                && to.stream().allMatch(address -> ADDRESS.matcher(address).matches());
        if (!addresses) {
            throw new IllegalArgumentException(
                    "prescient.notification.mail.from and .to are addresses like name@example.org; .host needs both");
        }
        if (config.security() == Security.NONE && !Loopback.is(host)) {
            throw new IllegalArgumentException("prescient.notification.mail.security none is for a mail server on this"
                    + " machine; use starttls or tls");
        }
        var password = SecretFile.read("prescient.notification.mail.password-file", config.passwordFile());
        if (config.user().isPresent() != password.isPresent()) {
            throw new IllegalArgumentException(
                    "prescient.notification.mail.user and .password-file go together: set both, or none");
        }
        var settings = new MailConfig(host, config.port())
                .setStarttls(
                        config.security() == Security.STARTTLS ? StartTLSOptions.REQUIRED : StartTLSOptions.DISABLED)
                .setSsl(config.security() == Security.TLS)
                .setLogin(password.isPresent() ? LoginOption.REQUIRED : LoginOption.NONE)
                .setOwnHostname(from.substring(from.indexOf('@') + 1))
                .setKeepAlive(false)
                .setConnectTimeout(Math.toIntExact(timeoutMillis))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(Math.toIntExact(timeoutMillis));
        // The client checks the server's name when no algorithm is set here; one that is set it takes away again.
        SecretFile.read("prescient.notification.mail.ca-file", config.caFile())
                .ifPresent(pem -> settings.setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(pem))));
        password.ifPresent(
                secret -> settings.setUsername(config.user().orElseThrow()).setPassword(secret));
        return settings;
    }

    @Override
    public String name() {
        return Held.MAIL;
    }

    @Override
    public boolean on() {
        return settings != null;
    }

    @Override
    public String target() {
        return settings == null
                ? ""
                : String.join(", ", to) + " by " + config.host().orElse("") + ":" + config.port();
    }

    @Override
    public void send(Message message) throws IOException, InterruptedException {
        if (settings == null) {
            throw new IOException("e-mail is off");
        }
        var subject = "[prescient] " + message.severity().text() + ": " + message.title();
        var letter =
                new MailMessage().setFrom(from).setTo(to).setSubject(subject).setText(message.text());
        letter.addHeader(
                "Message-ID", "<" + message.id() + "@prescient." + from.substring(from.indexOf('@') + 1) + ">");
        // Nobody is to answer, and nobody's absence either.
        letter.addHeader("Auto-Submitted", "auto-generated");
        // Letters are few, and a client's pool may give a letter the connection that says goodbye after the one before.
        var mail = MailClient.create(vertx, new MailConfig(settings));
        try {
            var sending = mail.sendMail(letter).toCompletionStage().toCompletableFuture();
            sending.get(timeoutMillis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new IOException("the mail server did not take it within " + timeoutMillis + " ms", late);
        } catch (ExecutionException failure) {
            throw new IOException("the mail server did not take it: " + reason(failure), failure);
        } finally {
            mail.close();
        }
    }

    /** What a server says may be long, and hold line ends. */
    private static String reason(ExecutionException failure) {
        var cause = failure.getCause() == null ? failure : failure.getCause();
        var text = String.valueOf(cause.getMessage()).replaceAll("[\\p{Cntrl}]+", " ");
        return text.length() > 300 ? text.substring(0, 300) : text;
    }
}
