package prescient.trade.notification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Whom notifications reach, how, and when not. Both channels are off until they are told where to send to. */
@ConfigMapping(prefix = "prescient.notification")
public interface NotificationConfig {

    /** What lasts is told again after this. */
    @WithDefault("PT4H")
    Duration repeat();

    /** What is less is stored and shown, but not sent: {@code info}, {@code warning} or {@code critical}. */
    @WithDefault("info")
    Severity least();

    /** How long sending one message may take. */
    @WithDefault("PT10S")
    Duration timeout();

    /** Attempts after which a message is given up, kept and shown. */
    @WithDefault("20")
    int attempts();

    /** The pause after the first failure; it doubles with each. */
    @WithDefault("PT5S")
    Duration firstPause();

    /** The longest pause. */
    @WithDefault("PT10M")
    Duration longestPause();

    /** What was delivered is forgotten so long after it was last found. */
    @WithDefault("P90D")
    Duration kept();

    /** A trading cycle that has run for longer stands still. */
    @WithDefault("PT30M")
    Duration cyclePatience();

    /** Base address of the gateway or cockpit, put before the routes in messages. */
    Optional<URI> base();

    Quiet quiet();

    Webhook webhook();

    Mail mail();

    /** When only what is critical is sent. Both times or none. */
    interface Quiet {
        /** Local time at which they begin, for instance {@code 22:00}. */
        Optional<LocalTime> from();

        /** Local time at which they end; before {@code from}, on the next day. */
        Optional<LocalTime> to();

        @WithDefault("UTC")
        ZoneId zone();
    }

    interface Webhook {
        /** Where messages are posted; https, or http on this machine. */
        Optional<URI> url();

        /** A file with the secret that messages are signed with. */
        Optional<Path> secretFile();
    }

    interface Mail {
        /** The mail server. */
        Optional<String> host();

        @WithDefault("587")
        int port();

        /** {@code starttls}, {@code tls}, or {@code none} for a server on this machine. */
        @WithDefault("starttls")
        Security security();

        Optional<String> user();

        /** A file with the user's password. */
        Optional<Path> passwordFile();

        Optional<String> from();

        Optional<List<String>> to();

        /** A file with the authorities that sign the server's certificate, PEM; without it those the JVM knows. */
        Optional<Path> caFile();

        /** How the way to the mail server is kept private. */
        enum Security {
            STARTTLS,
            TLS,
            NONE
        }
    }
}
