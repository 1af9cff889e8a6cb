package prescient.local.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prescient.local.LauncherProblem;
import prescient.local.process.Apart;
import prescient.local.process.LogTail;
import prescient.local.process.ProcessRef;
import prescient.local.state.DataFolder;
import prescient.local.state.PrivateFiles;
import prescient.local.state.Secrets;

/**
 * One PostgreSQL server on 127.0.0.1, whose data stays in the data folder between runs and survives being killed.
 * Methods block; they may be called from any thread, one at a time.
 */
public final class PostgresServer {

    /** The role that may do everything. */
    public static final String SUPERUSER = "postgres";

    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "shared_buffers=128MB",
            "max_connections=120",
            "jit=off",
            "shared_preload_libraries=pg_stat_statements",
            "max_wal_size=1GB",
            "timezone=UTC",
            "log_timezone=UTC",
            "log_min_messages=warning",
            "log_line_prefix=%m [%p] %q%u@%d ");

    private final DataFolder folder;
    private final PostgresPrograms programs;
    private final Unprivileged unprivileged;
    private final PostgresLogin login;
    private volatile @Nullable ProcessRef process;
    private boolean wanted;

    PostgresServer(DataFolder folder, PostgresPrograms programs, Unprivileged unprivileged, PostgresLogin login) {
        this.folder = folder;
        this.programs = programs;
        this.unprivileged = unprivileged;
        this.login = login;
    }

    /** The server of {@code folder}, not started yet; unpacks PostgreSQL under {@code cache} when it is not there. */
    public static PostgresServer of(DataFolder folder, Path cache, Secrets secrets, int port)
            throws IOException, InterruptedException {
        var login = new PostgresLogin(port, SUPERUSER, secrets.password(SUPERUSER));
        var programs = PostgresPrograms.unpack(cache, folder.root());
        return new PostgresServer(folder, programs, Unprivileged.find(), login);
    }

    /** Starts it and returns when it answers; makes the database at the first start. */
    public synchronized void start() throws InterruptedException {
        wanted = true;
        try {
            if (!Files.exists(folder.postgres().resolve("PG_VERSION"))) {
                initialise();
            }
            unprivileged.handOver(folder.postgres());
            clearStalePid();
            folder.rotate(log());
            launchUntilItAnswers();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Starts it when it should be running and is not; true when it did. */
    public synchronized boolean startAgainIfDead() throws InterruptedException {
        if (!wanted || process().isPresent()) {
            return false;
        }
        start();
        return true;
    }

    /** It should be running from now on; {@link #startAgainIfDead} will start it. */
    public synchronized void keepRunning() {
        wanted = true;
    }

    /** Fast shutdown: open transactions are rolled back, everything committed is kept. */
    public synchronized void stop() throws InterruptedException {
        wanted = false;
        var running = process;
        if (running == null) {
            return;
        }
        try {
            running.signal("INT");
            if (!running.awaitEnd(STOP_PATIENCE)) {
                running.signal("QUIT");
                running.end(STOP_PATIENCE);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        process = null;
    }

    /** SIGKILL to the postmaster, as a crash would be; its children notice and end. */
    public synchronized void kill() {
        wanted = false;
        process().ifPresent(ProcessRef::kill);
        process = null;
    }

    /** The postmaster; empty while it is not running. Never waits, not even for a start that takes long. */
    public Optional<ProcessRef> process() {
        return Optional.ofNullable(process).filter(ProcessRef::isAlive);
    }

    /** How to connect. */
    public PostgresLogin login() {
        return login;
    }

    private Path log() {
        return folder.log("postgres");
    }

    /** Into a folder of its own first: a crash in between leaves nothing that looks like a database. */
    private void initialise() throws IOException, InterruptedException {
        var fresh = folder.root().resolve("postgres.new");
        PrivateFiles.delete(fresh);
        Files.createDirectories(
                fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var password = Files.createTempFile(folder.root(), "initdb", null);
        try {
            Files.writeString(password, login.password());
            unprivileged.handOver(fresh);
            unprivileged.handOver(password);
            var command = List.of(
                    programs.program("initdb"),
                    "--pgdata=" + fresh,
                    "--username=" + SUPERUSER,
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8");
            var initdb = new ProcessBuilder(unprivileged.command(command));
            var ended = awaitEnd(quiet(initdb).start());
            if (ended != 0) {
                throw failed("The database could not be created (initdb ended with " + ended + ").");
            }
            Files.move(fresh, folder.postgres(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(password);
        }
    }

    /** An interruption waits for its end too: left alone, initdb would go on writing into a folder nobody owns. */
    private static int awaitEnd(Process initdb) throws InterruptedException {
        try {
            return initdb.waitFor();
        } catch (InterruptedException stopped) {
            initdb.onExit().join();
            throw stopped;
        }
    }

    /** After a crash the pid file may name a process id that now belongs to somebody else; PostgreSQL cannot know. */
    private void clearStalePid() throws IOException {
        var pidFile = folder.postgres().resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        var first = Files.readString(pidFile).lines().findFirst().orElse("").strip();
        var other = first.matches("[0-9]{1,18}")
                ? ProcessHandle.of(Long.parseLong(first)).filter(this::servesThisFolder)
                : Optional.<ProcessHandle>empty();
        if (other.isPresent()) {
            ProcessRef.of(other.get()).kill();
        }
        Files.delete(pidFile);
    }

    private boolean servesThisFolder(ProcessHandle handle) {
        return handle.info()
                .commandLine()
                .filter(line -> line.contains(folder.postgres().toString()))
                .isPresent();
    }

    /** The process is known from its first moment on, so that it can be stopped even if this is interrupted. */
    private void launchUntilItAnswers() throws IOException, InterruptedException {
        var deadline = System.nanoTime() + START_PATIENCE.toNanos();
        var started = launch();
        process = started;
        while (!login.answers()) {
            if (!started.isAlive()) {
                if (!sharedMemoryStillInUse() || System.nanoTime() > deadline) {
                    throw failed("PostgreSQL ended while it started.");
                }
                Thread.sleep(Duration.ofMillis(500));
                started = launch();
                process = started;
            } else if (System.nanoTime() > deadline) {
                started.kill();
                throw failed("PostgreSQL did not answer within " + START_PATIENCE.toSeconds() + " s.");
            }
            Thread.sleep(Duration.ofMillis(30));
        }
    }

    /** Children of a killed postmaster need a moment to notice; until then a new one refuses to start. */
    private boolean sharedMemoryStillInUse() {
        return LogTail.of(log(), 3).stream().anyMatch(line -> line.contains("pre-existing shared memory block"));
    }

    private ProcessRef launch() throws IOException {
        var command = new ArrayList<String>();
        command.add(programs.program("postgres"));
        command.add("-D");
        command.add(folder.postgres().toString());
        Stream.concat(SETTINGS.stream(), Stream.of("port=" + login.port())).forEach(setting -> {
            command.add("-c");
            command.add(setting);
        });
        var postgres = new ProcessBuilder(Apart.inOwnSession(unprivileged.command(command)));
        return ProcessRef.of(quiet(postgres).start().toHandle());
    }

    private ProcessBuilder quiet(ProcessBuilder builder) {
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        return builder.directory(folder.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    }

    private LauncherProblem failed(String message) {
        var tail = String.join("\n  ", LogTail.of(log(), 8));
        return new LauncherProblem(
                "POSTGRES_FAILED",
                message + " The end of its log:\n  " + tail,
                "Read " + log() + "; with another folder (--data DIR) the suite begins with an empty database.");
    }
}
