package prescient.cutover;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import prescient.cutover.BackupTable.Backup;
import prescient.cutover.TransferState.ParityCheck;
import prescient.database.Bulk;
import prescient.database.PulseForTests;
import prescient.json.JsonSettings;

/** A service's cut-over of one small feature, as one process would have it, on a database behind a door. */
final class CutoverRig implements AutoCloseable {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final Duration PATIENCE = Duration.ofSeconds(10);

    final Door door;
    final Bulk bulk;
    final ThingsFeature things;
    final MovedClock clock = new MovedClock();
    final FakeTransfer transfer = new FakeTransfer();
    final CutoverConfig config;
    final CutoverDesk desk;
    final FollowDesk followers;
    final GateDesk gates;
    final MoveDesk moves;
    final RuleDesk rules;
    final ReportDesk reports;
    final WatchDesk watches;
    final List<String> incidents = new ArrayList<>();
    final Cutover cutover;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Vertx vertx = Vertx.vertx();

    /** A clock that a test moves; it goes on by a millisecond at each look. */
    static final class MovedClock implements InstantSource {
        private final AtomicReference<Instant> now = new AtomicReference<>(NOON);

        @Override
        public Instant instant() {
            return now.updateAndGet(at -> at.plusMillis(1));
        }

        void move(Duration by) {
            now.updateAndGet(at -> at.plus(by));
        }
    }

    /** The transfer as a test wants it; its repairs and comparisons are simple and real. */
    final class FakeTransfer implements TransferState, Repair {
        boolean imported = true;
        final List<ParityCheck> checks = new ArrayList<>();

        @Override
        public boolean importComplete(String feature) {
            return imported;
        }

        @Override
        public List<ParityCheck> lastChecks(String feature, int n) {
            return checks.reversed().stream().limit(n).toList();
        }

        @Override
        public long quarantined(String feature) {
            return 0;
        }

        @Override
        public long run(Feature feature, boolean full) {
            var records = new ArrayList<LegacyRecord>();
            feature.file().read(records::add);
            feature.database().write(records);
            return records.size();
        }

        @Override
        public ParityCheck check(Feature feature) {
            // Only what differs twice differs: writes go on meanwhile.
            var found = differences(feature);
            pause(50);
            cutover.settle();
            found.retainAll(differences(feature));
            long missing = count(found, "missing");
            long extra = count(found, "extra");
            long different = count(found, "different");
            boolean clean = missing + extra + different == 0;
            var check = new ParityCheck(
                    clean,
                    clock.instant(),
                    clock.instant(),
                    Map.of("things", clean ? "clean" : "different"),
                    missing,
                    different,
                    extra);
            checks.add(check);
            return check;
        }
    }

    private Set<String> differences(Feature feature) {
        var files = ThingsFeature.all(feature.file());
        var table = ThingsFeature.all(feature.database());
        boolean fileTrusted = cutover.mode().trustsFile();
        var trusted = fileTrusted ? files : table;
        var other = fileTrusted ? table : files;
        var found = new HashSet<String>();
        trusted.forEach((key, value) -> {
            if (!value.equals(other.get(key))) {
                found.add((other.containsKey(key) ? "different " : "missing ") + key);
            }
        });
        other.keySet().stream().filter(key -> !trusted.containsKey(key)).forEach(key -> found.add("extra " + key));
        return found;
    }

    private static long count(Set<String> found, String kind) {
        return found.stream().filter(line -> line.startsWith(kind)).count();
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param settings on top of short deadlines */
    CutoverRig(Path folder, Map<String, String> settings) {
        this(Optional.of(folder), TestDatabase.door(), settings);
    }

    CutoverRig(Optional<Path> folder, Door door, Map<String, String> settings) {
        this.door = door;
        this.bulk = TestDatabase.bulk(door);
        this.config = config(folder, settings);
        this.things = new ThingsFeature(folder.orElse(Path.of("/nowhere")), bulk);
        var json = JsonSettings.mapper();
        var pulse = new PulseForTests(vertx, door::isOpen);
        desk = new CutoverDesk(List.of(things), config, threads, bulk, json, clock, pulse, "thing-service");
        followers = new FollowDesk(desk, config, bulk, clock);
        gates = new GateDesk(desk, followers, config, pulse, List.of(transfer), bulk, json, clock);
        moves = new MoveDesk(desk, gates, followers, config, pulse, List.of(transfer), bulk, clock, json);
        rules = new RuleDesk(desk, gates, moves, config, json);
        reports = new ReportDesk(desk, gates, rules, followers, pulse, "thing-service");
        watches = new WatchDesk(
                desk,
                gates,
                followers,
                reports,
                List.of((_, _) -> List.copyOf(incidents)),
                bulk,
                json,
                clock,
                "thing-service");
        cutover = desk.of("things");
    }

    /** Lets the files follow all the time, as the service's job does. */
    CutoverRig following() {
        threads.execute(() -> {
            while (!threads.isShutdown()) {
                if (cutover.mode() == Mode.DATABASE_READ && door.isOpen()) {
                    followers.of("things").follow();
                }
                pause(50);
            }
        });
        return this;
    }

    /** As the service's start does it. */
    CutoverRig started() {
        desk.start(new io.quarkus.runtime.StartupEvent());
        if (door.isOpen()) {
            desk.reconcile();
        }
        return this;
    }

    /** Brings everything into the state in which the next step may be taken. */
    void readyToAdvance() {
        if (cutover.unrepaired()) {
            cutover.repair(full -> transfer.run(things, full));
        }
        for (int i = 0; i < 3; i++) {
            transfer.check(things);
        }
        gates.told(new Backup("backup-1", clock.instant(), JsonSettings.mapper().createObjectNode()));
        if (cutover.mode() == Mode.DATABASE_READ) {
            followers.of("things").drain();
        }
    }

    /** The feature in this mode, reached step by step. */
    CutoverRig in(Mode mode) {
        while (cutover.mode() != mode) {
            readyToAdvance();
            var outcome = moves.advance(cutover, false, "test", null);
            if (!outcome.done()) {
                throw new AssertionError(outcome.sentence());
            }
        }
        return this;
    }

    /** Writes a thing the way a service does. */
    Uni<String> put(String key, String value) {
        return cutover.write(
                "put",
                () -> {
                    var changed = List.of(ThingsFeature.thing(key, value, 0));
                    things.file().write(changed);
                    return new Changed<>(value, changed);
                },
                onDatabase(() -> {
                    things.database().write(List.of(ThingsFeature.thing(key, value, 0)));
                    return value;
                }));
    }

    /** Reads all things the way a service does. */
    Uni<Map<String, String>> all() {
        return cutover.read(
                "all", () -> ThingsFeature.all(things.file()), onDatabase(() -> ThingsFeature.all(things.database())));
    }

    String putNow(String key, String value) {
        return put(key, value).await().atMost(PATIENCE);
    }

    Map<String, String> allNow() {
        return all().await().atMost(PATIENCE);
    }

    Map<String, String> inFile() {
        return ThingsFeature.all(things.file());
    }

    /** Past the door. */
    Map<String, String> inTable() {
        return ThingsFeature.all(new ThingsFeature(Path.of("/nowhere"), TestDatabase.bulk()).database());
    }

    <T> Supplier<Uni<T>> onDatabase(Supplier<T> work) {
        return () -> Uni.createFrom().item(work).runSubscriptionOn(threads);
    }

    private static CutoverConfig config(Optional<Path> folder, Map<String, String> settings) {
        var all = new HashMap<String, String>();
        folder.ifPresent(path -> all.put("prescient.legacy.dir", path.toString()));
        all.put("prescient.cutover.start-wait", "2s");
        all.put("prescient.cutover.gate-wait", "2s");
        all.put("prescient.cutover.drain-wait", "2s");
        all.put("prescient.cutover.mirror.pause", "50ms");
        all.put("prescient.cutover.database.read-deadline", "300ms");
        all.put("prescient.cutover.database.write-deadline", "500ms");
        all.put("prescient.cutover.database.pause", "200ms");
        all.put("prescient.cutover.shadow.sample", "0");
        all.put("prescient.cutover.gates.without-samples", "true");
        all.putAll(settings);
        var config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .withMapping(CutoverConfig.Legacy.class)
                .withMapping(CutoverConfig.Cutover.class)
                .addDiscoveredConverters()
                .build();
        return new CutoverSettings.Both(
                config.getConfigMapping(CutoverConfig.Legacy.class),
                config.getConfigMapping(CutoverConfig.Cutover.class));
    }

    /** Ends the process; what was only in memory is lost. */
    @Override
    public void close() {
        cutover.mirror().close();
        threads.shutdownNow();
        vertx.closeAndAwait();
        door.close();
    }
}
