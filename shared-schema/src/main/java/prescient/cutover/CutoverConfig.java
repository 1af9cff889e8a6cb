package prescient.cutover;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Where the legacy files are and how the cut-over works. */
public interface CutoverConfig {

    Legacy legacy();

    Cutover cutover();

    /** The legacy files. */
    @ConfigMapping(prefix = "prescient.legacy")
    interface Legacy {
        /** The folder of the live legacy files; without it every feature is database-only. */
        Optional<Path> dir();

        /** The zone of the local times in them. */
        @WithDefault("UTC")
        ZoneId zone();
    }

    /** The switch. */
    @ConfigMapping(prefix = "prescient.cutover")
    interface Cutover {
        /** The mode of a feature that has none yet; database-only unless said otherwise. */
        @WithName("mode")
        Optional<String> initialMode();

        /** How long the start asks PostgreSQL for the modes when no file holds them. */
        @WithDefault("3s")
        Duration startWait();

        /** How long a write waits while the mode is being changed. */
        @WithDefault("30s")
        Duration gateWait();

        /** How long a change of the mode waits for the writes under way. */
        @WithDefault("10s")
        Duration drainWait();

        Mirror mirror();

        Database database();

        Shadow shadow();

        Gates gates();

        /** What a rule does when it fires, {@code alert} or {@code act}; by the rule's name. */
        Map<String, String> rules();
    }

    /** The way of dual-write to the database. */
    interface Mirror {
        /** Records that may wait. */
        @WithDefault("50000")
        int records();

        /** Bytes of memory that may wait for each feature, roughly; a sixteenth of the heap unless said otherwise. */
        OptionalLong bytes();

        /** Records of one transaction. */
        @WithDefault("1000")
        int batch();

        /** For how long records are collected that go together. */
        @WithDefault("250ms")
        Duration collect();

        /** The worker's rest after a failure. */
        @WithDefault("1s")
        Duration pause();
    }

    /** Asking the database on a caller's path. */
    interface Database {
        /** After this long a read of database-read is answered by the file. */
        @WithDefault("2s")
        Duration readDeadline();

        /** After this long an operation that only the database can do is refused. */
        @WithDefault("20s")
        Duration writeDeadline();

        /** This many failures in a row open the breaker. */
        @WithDefault("5")
        int failures();

        /** How long an open breaker waits before it tries again. */
        @WithDefault("2s")
        Duration pause();
    }

    /** Comparing reads, and the files that follow the database. */
    interface Shadow {
        /** One in so many reads is compared with the other store; 0 for none. */
        @WithDefault("5")
        int sample();

        /** After this long a comparison is given up. */
        @WithDefault("2s")
        Duration deadline();

        /** The files' export rests so many times as long as it took. */
        @WithDefault("4")
        int rest();
    }

    /** What must hold before a feature moves on. */
    interface Gates {
        /** Checks in a row that found both stores equal. */
        @WithDefault("3")
        int cleanChecks();

        /** Per cent that the database may be slower than the files were. */
        @WithDefault("10")
        int slowerPercent();

        /** Milliseconds below which being slower does not count. */
        @WithDefault("5")
        long floorMillis();

        /** Fewer operations than this say nothing about latency. */
        @WithDefault("20")
        int samples();

        /** True lets a feature move on without enough measurements. */
        @WithDefault("false")
        boolean withoutSamples();

        /** The age at which a verified backup does not count any more. */
        @WithDefault("24h")
        Duration backupAge();

        /** False lets a feature move on without a backup. */
        @WithDefault("true")
        boolean backup();

        /** For so long no read may have been answered by the file before the files are given up. */
        @WithDefault("10m")
        Duration quiet();
    }
}
