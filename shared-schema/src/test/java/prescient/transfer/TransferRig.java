package prescient.transfer;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import prescient.cutover.CutoverConfig;
import prescient.cutover.Mode;
import prescient.cutover.Repair;
import prescient.database.Bulk;
import prescient.database.DatabasePulse;

/** A service's transfer with a fake feature, as one process would have it. */
final class TransferRig {

    static final String FEATURE = "fake";
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    final Bulk bulk = TestDatabase.bulk();
    final FakeFeature feature;
    final Path live;
    final MovedClock clock = new MovedClock();
    final FakeSwitch modes = new FakeSwitch();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final PairDesk pairs;
    final JobDesk jobs;
    final JobTable jobTable;
    final QuarantineTable quarantine;
    final ParityTable parityTable;
    final ParityDesk parity;
    final ImportDesk imports;
    final ExportDesk exports;
    final VerifyDesk verify;
    final RepairDesk repairs;
    final TransferDesk transfers;
    private final TransferConfig transferConfig;

    /** A clock that a test moves; it goes on by a millisecond at each look, so that jobs have ids of their own. */
    static final class MovedClock implements InstantSource {
        private Instant now = NOON;

        @Override
        public synchronized Instant instant() {
            now = now.plusMillis(1);
            return now;
        }

        synchronized void move(Duration by) {
            now = now.plus(by);
        }
    }

    /** Modes that a test sets. */
    static final class FakeSwitch implements Switch {
        Mode mode = Mode.FILE_ONLY;
        boolean unrepaired;
        LongSupplier standing = () -> 0;

        @Override
        public Mode mode(String feature) {
            return mode;
        }

        @Override
        public boolean unrepaired(String feature) {
            return unrepaired;
        }

        @Override
        public long settle(String feature) {
            return standing(feature);
        }

        @Override
        public long standing(String feature) {
            return standing.getAsLong();
        }

        @Override
        public long repair(String feature, Repair.Work work) {
            long written = work.run(false);
            unrepaired = false;
            return written;
        }

        @Override
        public void imported(String feature) {
            // Nobody asks here.
        }
    }

    TransferRig(Path live, int batchRecords) {
        this.live = live;
        feature = new FakeFeature(live, bulk);
        var config = config(Map.of(
                "prescient.legacy.dir", live.toString(),
                "prescient.transfer.batch-records", String.valueOf(batchRecords),
                "prescient.transfer.parity.pause", "20ms"));
        var transfer = config.getConfigMapping(TransferConfig.class);
        transferConfig = transfer;
        pairs = new PairDesk(List.of(feature), modes, settings(config));
        var meters = new TransferMeters(registry);
        jobTable = new JobTable(bulk);
        jobs = new JobDesk(jobTable, meters, clock);
        quarantine = new QuarantineTable(bulk);
        parityTable = new ParityTable(bulk);
        var accepted = new AcceptedTable(bulk);
        parity = new ParityDesk(pairs, parityTable, accepted, quarantine, meters, clock, transfer);
        var inexact = new InexactDesk(new InexactTable(bulk), pairs);
        repairs = new RepairDesk(pairs, parity, quarantine, meters, clock, transfer);
        imports = new ImportDesk(pairs, jobs, parity, repairs, quarantine, inexact, modes, clock, transfer);
        exports = new ExportDesk(pairs, jobs, imports, inexact);
        verify = new VerifyDesk(pairs, jobs, parity, parityTable, accepted, clock);
        transfers = new TransferDesk(pairs, jobs, jobTable, imports, parity, quarantine, meters);
    }

    ParityJob parityJob(DatabasePulse pulse) {
        return new ParityJob(pairs, jobs, parity, transfers, modes, pulse, transferConfig);
    }

    private static CutoverConfig settings(SmallRyeConfig config) {
        return new CutoverConfig() {
            @Override
            public Legacy legacy() {
                return config.getConfigMapping(Legacy.class);
            }

            @Override
            public Cutover cutover() {
                throw new UnsupportedOperationException("no transfer asks for the switch's settings");
            }
        };
    }

    private static SmallRyeConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .withMapping(CutoverConfig.Legacy.class)
                .withMapping(TransferConfig.class)
                .withMappingIgnore("prescient.**")
                .addDiscoveredConverters()
                .build();
    }

    TransferJob importLive() {
        return imports.runNow(FEATURE, null, null, false);
    }

    List<Findings> check() {
        return parity.check(feature);
    }

    Findings check(String collection) {
        return check().stream()
                .filter(found -> found.collection().equals(collection))
                .findFirst()
                .orElseThrow();
    }

    /** Puts a file of records {@code prefix0 .. prefix(n-1)} into a folder. */
    static void write(Path folder, String collection, String prefix, int count) {
        write(
                folder,
                collection,
                IntStream.range(0, count)
                        .mapToObj(i -> element(prefix + i, i + ".5"))
                        .toList());
    }

    static String element(String id, String amount) {
        return "  {\n    \"id\": \"%s\",\n    \"amount\": %s,\n    \"text\": \"Seán %s\"\n  }"
                .formatted(id, amount, id);
    }

    static void write(Path folder, String collection, List<String> elements) {
        var text = elements.stream().collect(Collectors.joining(",\n", "[\n", "\n]"));
        write(folder, collection, elements.isEmpty() ? "[]" : text);
    }

    static void write(Path folder, String collection, String text) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(collection + ".json"), text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Runs a statement on the table of records, behind everybody's back. */
    void sql(String statement) {
        bulk.write(session -> session.execute(statement));
    }

    long count(String table) {
        var count = new long[1];
        bulk.read(session -> {
            session.query("SELECT count(*) AS n FROM " + table, row -> count[0] = row.getLong("n"));
            return null;
        });
        return count[0];
    }
}
