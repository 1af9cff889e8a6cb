package prescient.local.gateway;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;

/**
 * The cockpit's pages: files of the jar that the module of that name builds. They hold no figures, so anybody may have
 * them; what they show they ask for with the token of whoever looks. Safe for many threads.
 */
final class CockpitFiles {

    static final String ROOT = "/cockpit";

    private static final String FOLDER = "META-INF/resources";
    private static final String INDEX = "/index.html";
    private static final int SMALLEST_COMPRESSED = 1024;

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "json", "application/json");

    /** Scripts, styles and figures from here only, in no frame, and no address of a page told to anybody. */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Vary",
            "Accept-Encoding");

    private final Map<String, Page> pages = new ConcurrentHashMap<>();

    /** A file, and the same compressed. */
    private static final class Page {

        private final String type;
        private final byte[] bytes;
        private final byte[] compressed;

        Page(String type, byte[] bytes) throws IOException {
            this.type = type;
            this.bytes = bytes;
            this.compressed = compressed(bytes);
        }
    }

    /** True for what is answered here: every path below {@value #ROOT}. */
    static boolean covers(String path) {
        return path.equals(ROOT) || path.startsWith(ROOT + "/");
    }

    /** True when a person's browser asks, not a program. */
    static boolean isBrowser(HttpExchange exchange) {
        var accept = exchange.getRequestHeaders().getFirst("Accept");
        return accept != null && accept.contains("text/html");
    }

    /** Sends a browser to the first page. */
    static void redirect(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Location", ROOT + "/");
        exchange.sendResponseHeaders(302, -1);
    }

    void answer(HttpExchange exchange, String path) throws IOException {
        var method = exchange.getRequestMethod();
        if (!"GET".equals(method) && !"HEAD".equals(method)) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            Answers.problem(exchange, GatewayProblem.METHOD_NOT_ALLOWED, method + " does not work here");
            return;
        }
        if (path.equals(ROOT)) {
            redirect(exchange);
            return;
        }
        var name = path.equals(ROOT + "/") ? INDEX : path.substring(ROOT.length());
        var page = name.contains("..") ? Optional.<Page>empty() : find(name);
        if (page.isEmpty()) {
            Answers.problem(exchange, GatewayProblem.NOT_FOUND, "the cockpit has no such file");
            return;
        }
        send(exchange, page.get(), name.equals(INDEX));
    }

    /** Only what exists is remembered, so that nobody fills the memory with names. */
    private Optional<Page> find(String name) throws IOException {
        var known = pages.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            return Optional.empty();
        }
        try (var file = CockpitFiles.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
            if (file == null) {
                return Optional.empty();
            }
            var page = new Page(type, file.readAllBytes());
            pages.put(name, page);
            return Optional.of(page);
        }
    }

    private static byte[] compressed(byte[] bytes) throws IOException {
        var output = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(output)) {
            gzip.write(bytes);
        }
        return output.toByteArray();
    }

    private static void send(HttpExchange exchange, Page page, boolean isIndex) throws IOException {
        var headers = exchange.getResponseHeaders();
        HEADERS.forEach(headers::set);
        headers.set("Content-Type", page.type);
        // The first page names the others by what is in them, so those never change.
        headers.set("Cache-Control", isIndex ? "no-cache" : "public, max-age=31536000, immutable");
        var accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
        var isCompressed = page.bytes.length >= SMALLEST_COMPRESSED && accepted != null && accepted.contains("gzip");
        if (isCompressed) {
            headers.set("Content-Encoding", "gzip");
        }
        var bytes = isCompressed ? page.compressed : page.bytes;
        if ("HEAD".equals(exchange.getRequestMethod())) {
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        exchange.sendResponseHeaders(200, bytes.length);
        try (var output = exchange.getResponseBody()) {
            output.write(bytes);
        }
    }
}
