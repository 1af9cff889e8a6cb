package prescient.trade.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import prescient.json.JsonSettings;
import prescient.testing.StrictLog;
import prescient.trade.notification.NotificationConfig.Mail.Security;
import prescient.trade.notification.NotificationRig.Config;

/** Both channels against stand-ins on this machine. */
class ChannelsTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Message MESSAGE = new Message(
            "id-1",
            Severity.CRITICAL,
            "Incident of database, warning",
            List.of(new Message.Part(
                    "incident/1",
                    "incident",
                    Severity.CRITICAL,
                    "Incident of database, warning",
                    "no answer – since noon\n.\nthe end",
                    "http://127.0.0.1:8000/trading/incidents",
                    Instant.parse("2026-03-02T12:00:00Z"),
                    1)));

    @RegisterExtension
    final StrictLog log = new StrictLog();

    @TempDir
    Path folder;

    private final FakeHook hook = new FakeHook();
    private final FakeSmtp smtp = new FakeSmtp();

    @AfterEach
    void close() {
        hook.close();
        smtp.close();
    }

    @AfterAll
    static void end() {
        VERTX.close();
    }

    private static WebhookClient webhook(Config config) {
        return new WebhookClient(config.read(), JsonSettings.mapper());
    }

    private SmtpClient mail(Config config) {
        return new SmtpClient(config.read(), VERTX);
    }

    private Config smtpConfig(Security security) {
        return Config.OFF.mail("127.0.0.1", smtp.port(), security);
    }

    private Path secret(String content) throws IOException {
        return Files.writeString(folder.resolve("secret"), content);
    }

    @Test
    void theWebhookGetsTheMessageWithItsIdAndASignatureOverTheBody() throws Exception {
        // Given
        var channel = webhook(Config.OFF.hook(hook.url(), secret("s3cret\n")));

        // When
        channel.send(MESSAGE);

        // Then
        var post = hook.posts.getFirst();
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("s3cret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var signature = HexFormat.of().formatHex(mac.doFinal(post.body().getBytes(StandardCharsets.UTF_8)));
        assertThat(post.idempotencyKey()).isEqualTo("id-1");
        assertThat(post.signature()).isEqualTo("sha256=" + signature);
        assertThat(post.json().path("severity").asText()).isEqualTo("critical");
        assertThat(post.json().at("/notifications/0/text").asText()).contains("no answer – since noon");
        assertThat(post.json().at("/notifications/0/at").asText()).isEqualTo("2026-03-02T12:00:00Z");
        assertThat(post.keys()).containsExactly("incident/1");
        assertThat(channel.target()).doesNotContain("secret").startsWith("http://127.0.0.1:");
    }

    @Test
    void withoutASecretNothingIsSigned() throws Exception {
        // When
        webhook(Config.OFF.hook(hook.url(), null)).send(MESSAGE);

        // Then
        assertThat(hook.posts.getFirst().signature()).isNull();
    }

    @Test
    void redirectsAreNotFollowedAndWhatIsNotTakenIsAFailure() {
        // Given
        var channel = webhook(Config.OFF.hook(hook.url(), null));

        for (int status : new int[] {302, 307, 400, 500}) {
            // When
            hook.status = status;

            // Then
            assertThatThrownBy(() -> channel.send(MESSAGE))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the receiver answered " + status);
        }
        assertThat(hook.posts).hasSize(4).extracting(FakeHook.Post::path).containsOnly("/hook/very-secret-token");
    }

    @Test
    void aReceiverThatSaysNothingIsWaitedForOnlySoLong() {
        // Given
        hook.status = 0;
        var channel = webhook(Config.OFF.hook(hook.url(), null).within(Duration.ofMillis(200)));

        // When, Then
        assertThatThrownBy(() -> channel.send(MESSAGE))
                .isInstanceOf(IOException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void plainHttpIsForThisMachineOnly() {
        for (var url : List.of(
                "http://example.org/hook",
                "http://10.0.0.1/hook",
                "ftp://127.0.0.1/hook",
                "https://user:word@example.org/",
                "/hook")) {
            // When, Then
            assertThatThrownBy(() -> webhook(Config.OFF.hook(URI.create(url), null)))
                    .as(url)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("prescient.notification.webhook.url")
                    .hasMessageNotContaining("word");
        }
        assertThat(webhook(Config.OFF.hook(URI.create("https://hooks.example.org/T0/abc"), null))
                        .target())
                .isEqualTo("https://hooks.example.org");
        assertThat(webhook(Config.OFF).on()).isFalse();
    }

    @Test
    void aSecretThatIsNotThereEndsTheStart() throws IOException {
        // Given
        var empty = secret("\n");

        // When, Then
        assertThatThrownBy(() -> webhook(Config.OFF.hook(hook.url(), folder.resolve("none"))))
                .hasMessageContaining("secret-file")
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> webhook(Config.OFF.hook(hook.url(), empty))).hasMessageContaining("empty");
    }

    @Test
    void theMailHasTheMessagesIdAndGoesToAll() throws Exception {
        // Given
        var channel = mail(smtpConfig(Security.NONE));

        // When
        channel.send(MESSAGE);

        // Then
        var letter = smtp.letters.getFirst();
        assertThat(letter.from()).isEqualTo("suite@example.org");
        assertThat(letter.to()).containsExactly("one@example.org", "two@example.org");
        assertThat(letter.header("Message-ID")).isEqualTo("<id-1@prescient.example.org>");
        assertThat(letter.lines().stream()
                        .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("message-id")))
                .hasSize(1);
        assertThat(letter.header("Subject")).isEqualTo("[prescient] critical: Incident of database, warning");
        assertThat(letter.header("Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(letter.text()).contains("the end").contains("Next: http://127.0.0.1:8000/trading/incidents");
        assertThat(smtp.logins).isEmpty();
    }

    @Test
    void letterAfterLetterIsTaken() throws Exception {
        // Given
        var channel = mail(smtpConfig(Security.NONE));

        // When
        for (int letter = 0; letter < 200; letter++) {
            channel.send(MESSAGE);
        }

        // Then
        assertThat(smtp.letters).hasSize(200);
    }

    @Test
    void aUserLogsInWithThePasswordOfTheFile() throws Exception {
        // Given
        var channel = mail(smtpConfig(Security.NONE).login("mailer", secret("pass word\n")));

        // When
        channel.send(MESSAGE);

        // Then
        assertThat(smtp.logins).containsExactly("mailer pass word");
        assertThat(channel.target()).doesNotContain("pass word");
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTTLS", "TLS"})
    void aMailGoesUnderTlsToTheServerWhoseAuthorityIsNamed(Security how) throws Exception {
        // Given
        var identity = FakeIdentity.make(folder, "localhost");
        try (var server = new FakeSmtp(identity.tls(), how == Security.TLS)) {
            var config = Config.OFF.mail("localhost", server.port(), how).login("mailer", secret("pass word"));

            // When
            mail(config.believing(identity.certificate())).send(MESSAGE);

            // Then
            assertThat(server.letters).hasSize(1);
            assertThat(server.logins).containsExactly("mailer pass word");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTTLS", "TLS"})
    void aServerThatCannotProveItsNameGetsNothing(Security how) throws Exception {
        // Given
        var named = FakeIdentity.make(folder, "localhost");
        var other = FakeIdentity.make(folder, "mail.example.org");
        try (var stranger = new FakeSmtp(named.tls(), how == Security.TLS);
                var impostor = new FakeSmtp(other.tls(), how == Security.TLS)) {
            var unknown = Config.OFF.mail("localhost", stranger.port(), how).login("mailer", secret("pass word"));
            var misnamed = Config.OFF.mail("localhost", impostor.port(), how).login("mailer", secret("pass word"));

            // When, Then
            assertThatThrownBy(() -> mail(unknown).send(MESSAGE)).isInstanceOf(IOException.class);
            assertThatThrownBy(
                            () -> mail(misnamed.believing(other.certificate())).send(MESSAGE))
                    .isInstanceOf(IOException.class);
            assertThat(stranger.logins).isEmpty();
            assertThat(impostor.logins).isEmpty();
            assertThat(impostor.letters).isEmpty();
        }
    }

    @Test
    void aServerWithoutStartTlsGetsNothingWhenItIsRequired() throws IOException {
        // Given
        log.expect("STARTTLS required");
        var channel = mail(smtpConfig(Security.STARTTLS).login("mailer", secret("pass word")));

        // When, Then
        assertThatThrownBy(() -> channel.send(MESSAGE))
                .isInstanceOf(IOException.class)
                .hasMessageNotContaining("pass word");
        assertThat(smtp.letters).isEmpty();
        assertThat(smtp.logins).isEmpty();
    }

    @Test
    void aLetterThatIsRefusedOrAServerThatIsAwayIsAFailure() {
        // Given
        var channel = mail(smtpConfig(Security.NONE));
        smtp.verdict = "451 try again later";

        // When, Then
        assertThatThrownBy(() -> channel.send(MESSAGE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("451");
        smtp.close();
        assertThatThrownBy(() -> channel.send(MESSAGE)).isInstanceOf(IOException.class);
    }

    @Test
    void plainMailIsForThisMachineOnlyAndALoginNeedsBoth() throws IOException {
        // Given
        var file = secret("pass word");

        // When, Then
        assertThatThrownBy(() -> mail(Config.OFF.mail("mail.example.invalid", 25, Security.NONE)))
                .hasMessageContaining("on this machine");
        assertThatThrownBy(() -> mail(smtpConfig(Security.NONE).login("mailer", null)))
                .hasMessageContaining("go together");
        assertThatThrownBy(() -> mail(smtpConfig(Security.NONE).login(null, file)))
                .hasMessageContaining("go together");
        assertThat(mail(Config.OFF).on()).isFalse();
    }

    @Test
    void aTitleIsOneLineWhateverItHolds() {
        // When
        var notice =
                Notice.once("k", "k", Severity.INFO, "a\r\nBcc: everybody@example.org", "b\0c", "/", Instant.EPOCH);

        // Then
        assertThat(notice.title()).isEqualTo("a Bcc: everybody@example.org");
        assertThat(notice.text()).isEqualTo("bc");
    }
}
