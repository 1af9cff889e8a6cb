package prescient.trade.notification;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.mutiny.sqlclient.Pool;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import prescient.json.JsonSettings;
import prescient.trade.desk.DeskRig;

/** Notifications without a container: real tables, channels and a clock that a test holds in its hand. */
public final class NotificationRig {

    static final Instant START = Instant.parse("2026-03-02T12:00:00Z");
    static final URI SOMEWHERE = URI.create("http://127.0.0.1:9/hook");

    final DeskRig.Clock clock = new DeskRig.Clock();
    final AtomicBoolean up = new AtomicBoolean(true);
    final Config config;
    final NotificationTable table;
    final List<Channel> channels;
    NotificationMemory memory;
    RelayDesk relay;
    NotificationDesk desk;

    NotificationRig(Config config, Channel... channels) {
        this.config = config;
        this.table = new NotificationTable(DeskRig.pool(), JsonSettings.mapper(), config);
        this.channels = List.of(channels);
        clock.set(START);
        restart();
    }

    /** Forgets what the process knew, as a crash does. */
    void restart() {
        var meters = new NotificationMeters(new SimpleMeterRegistry(), clock);
        memory = new NotificationMemory(config);
        relay = new RelayDesk(config, meters, clock);
        desk = new NotificationDesk(
                memory, table, relay, channels, up::get, (job, work) -> work.run(), config, meters, clock);
    }

    void tell(Notice... notices) {
        desk.tell(List.of(notices));
    }

    /** What the jobs do, once. */
    void jobs() {
        desk.store();
        channels.forEach(channel -> desk.send(channel.name()));
    }

    List<NotificationView> all() {
        return desk.list(null, null, 100);
    }

    Notice lasting(String key, Severity severity) {
        return Notice.lasting(key, "test", severity, "Title of " + key, "Text of " + key, "/there", clock.instant());
    }

    Notice once(String key, Severity severity) {
        return Notice.once(key, "test", severity, "Title of " + key, "Text of " + key, "/there", clock.instant());
    }

    /** The tables of this pool, with no channel on. */
    public static NotificationTable table(Pool pool) {
        return new NotificationTable(pool, JsonSettings.mapper(), Config.OFF);
    }

    /** Settings, with the defaults but for what a test says. */
    record Config(
            Optional<URI> hook,
            Optional<Path> hookSecret,
            Optional<String> mailHost,
            int mailPort,
            Mail.Security security,
            Optional<String> user,
            Optional<Path> password,
            Optional<LocalTime> quietFrom,
            Optional<LocalTime> quietTo,
            ZoneId zone,
            Duration timeout)
            implements NotificationConfig {

        static final Config OFF = new Config(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                25,
                Mail.Security.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ZoneId.of("UTC"),
                Duration.ofSeconds(10));

        Config hook(URI url, Path secret) {
            return new Config(
                    Optional.of(url),
                    Optional.ofNullable(secret),
                    mailHost,
                    mailPort,
                    security,
                    user,
                    password,
                    quietFrom,
                    quietTo,
                    zone,
                    timeout);
        }

        Config mail(String host, int port, Mail.Security how) {
            return new Config(
                    hook, hookSecret, Optional.of(host), port, how, user, password, quietFrom, quietTo, zone, timeout);
        }

        Config login(String name, Path file) {
            return new Config(
                    hook,
                    hookSecret,
                    mailHost,
                    mailPort,
                    security,
                    Optional.ofNullable(name),
                    Optional.ofNullable(file),
                    quietFrom,
                    quietTo,
                    zone,
                    timeout);
        }

        Config quiet(String from, String to, String where) {
            return new Config(
                    hook,
                    hookSecret,
                    mailHost,
                    mailPort,
                    security,
                    user,
                    password,
                    Optional.of(LocalTime.parse(from)),
                    Optional.of(LocalTime.parse(to)),
                    ZoneId.of(where),
                    timeout);
        }

        Config within(Duration time) {
            return new Config(
                    hook, hookSecret, mailHost, mailPort, security, user, password, quietFrom, quietTo, zone, time);
        }

        @Override
        public Duration repeat() {
            return Duration.ofHours(4);
        }

        @Override
        public Severity least() {
            return Severity.INFO;
        }

        @Override
        public int attempts() {
            return 3;
        }

        @Override
        public Duration firstPause() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Duration longestPause() {
            return Duration.ofMinutes(10);
        }

        @Override
        public Duration kept() {
            return Duration.ofDays(90);
        }

        @Override
        public Duration cyclePatience() {
            return Duration.ofMinutes(30);
        }

        @Override
        public Optional<URI> base() {
            return Optional.of(URI.create("http://127.0.0.1:8000/"));
        }

        @Override
        public Quiet quiet() {
            var settings = this;
            return new Quiet() {
                @Override
                public Optional<LocalTime> from() {
                    return settings.quietFrom;
                }

                @Override
                public Optional<LocalTime> to() {
                    return settings.quietTo;
                }

                @Override
                public ZoneId zone() {
                    return settings.zone;
                }
            };
        }

        @Override
        public Webhook webhook() {
            var settings = this;
            return new Webhook() {
                @Override
                public Optional<URI> url() {
                    return settings.hook;
                }

                @Override
                public Optional<Path> secretFile() {
                    return settings.hookSecret;
                }
            };
        }

        @Override
        public Mail mail() {
            var settings = this;
            return new Mail() {
                @Override
                public Optional<String> host() {
                    return settings.mailHost;
                }

                @Override
                public int port() {
                    return settings.mailPort;
                }

                @Override
                public Security security() {
                    return settings.security;
                }

                @Override
                public Optional<String> user() {
                    return settings.user;
                }

                @Override
                public Optional<Path> passwordFile() {
                    return settings.password;
                }

                @Override
                public Optional<String> from() {
                    return Optional.of("suite@example.org");
                }

                @Override
                public Optional<List<String>> to() {
                    return Optional.of(List.of("one@example.org", "two@example.org"));
                }
            };
        }
    }
}
