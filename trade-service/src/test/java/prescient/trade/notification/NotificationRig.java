package prescient.trade.notification;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import prescient.json.JsonSettings;
import prescient.trade.desk.DeskRig;
import prescient.trade.notification.NotificationConfig.Mail;

/** Notifications without a container: real tables, channels and a clock that a test holds in its hand. */
public final class NotificationRig {

    static final Instant START = Instant.parse("2026-03-02T12:00:00Z");
    static final URI SOMEWHERE = URI.create("http://127.0.0.1:9/hook");

    final DeskRig.Clock clock = new DeskRig.Clock();
    final AtomicBoolean up = new AtomicBoolean(true);
    final NotificationConfig config;
    final NotificationTable table;
    final List<Channel> channels;
    NotificationMemory memory;
    RelayDesk relay;
    NotificationDesk desk;

    NotificationRig(Config config, Channel... channels) {
        this.config = config.read();
        this.table = new NotificationTable(DeskRig.pool(), JsonSettings.mapper(), this.config);
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
        return new NotificationTable(pool, JsonSettings.mapper(), Config.OFF.read());
    }

    /**
     * Settings with the defaults, but for what a test says.
     *
     * @param values by their names behind {@code prescient.notification}
     */
    record Config(Map<String, String> values) {

        static final Config OFF = new Config(Map.of(
                "attempts", "3",
                "base", "http://127.0.0.1:8000/",
                "mail.from", "suite@example.org",
                "mail.to", "one@example.org,two@example.org"));

        Config {
            values = Map.copyOf(values);
        }

        /** The same with a setting more; null leaves it out. */
        private Config with(String name, @Nullable Object value) {
            if (value == null) {
                return this;
            }
            var more = new HashMap<>(values);
            more.put(name, value.toString());
            return new Config(more);
        }

        Config hook(URI url, @Nullable Path secret) {
            return with("webhook.url", url).with("webhook.secret-file", secret);
        }

        Config mail(String host, int port, Mail.Security how) {
            return with("mail.host", host).with("mail.port", port).with("mail.security", how);
        }

        Config login(@Nullable String name, @Nullable Path file) {
            return with("mail.user", name).with("mail.password-file", file);
        }

        Config believing(Path authorities) {
            return with("mail.ca-file", authorities);
        }

        Config quiet(String from, String to, String where) {
            return with("quiet.from", from).with("quiet.to", to).with("quiet.zone", where);
        }

        Config within(Duration time) {
            return with("timeout", time);
        }

        /** As the service reads them. */
        NotificationConfig read() {
            var named = new HashMap<String, String>();
            values.forEach((name, value) -> named.put("prescient.notification." + name, value));
            return new SmallRyeConfigBuilder()
                    .addDiscoveredConverters()
                    .withMapping(NotificationConfig.class)
                    .withSources(new PropertiesConfigSource(named, "test", 100))
                    .build()
                    .getConfigMapping(NotificationConfig.class);
        }
    }
}
