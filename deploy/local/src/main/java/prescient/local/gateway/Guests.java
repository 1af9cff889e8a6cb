package prescient.local.gateway;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is in, at most so many. When all places are taken, a newcomer gets that of the oldest guest from the address which
 * has most of them, unless its own address would then have as many: so one address never keeps the others out, and all
 * may be of one address as long as no other asks. Safe for many threads.
 */
final class Guests {

    private final int most;
    private final Map<InetAddress, Deque<Guest>> byAddress = new HashMap<>();
    private int count;

    Guests(int most) {
        this.most = most;
    }

    /** True when {@code guest} is in now, and somebody else perhaps out; false when there is no place. */
    boolean letIn(Guest guest) {
        Guest leaving = null;
        synchronized (this) {
            if (count >= most) {
                leaving = evict(guest.address());
                if (leaving == null) {
                    return false;
                }
            }
            byAddress
                    .computeIfAbsent(guest.address(), address -> new ArrayDeque<>())
                    .add(guest);
            count++;
        }
        if (leaving != null) {
            leaving.leave();
        }
        return true;
    }

    /** Forgets a guest who has left; nothing happens when it is forgotten already. */
    synchronized void forget(Guest guest) {
        var ofAddress = byAddress.get(guest.address());
        if (ofAddress != null && ofAddress.remove(guest)) {
            count--;
            if (ofAddress.isEmpty()) {
                byAddress.remove(guest.address());
            }
        }
    }

    synchronized List<Guest> all() {
        return byAddress.values().stream().flatMap(Deque::stream).toList();
    }

    private @Nullable Guest evict(InetAddress newcomer) {
        var own = byAddress.getOrDefault(newcomer, new ArrayDeque<>()).size();
        var largest = byAddress.values().stream().max(Comparator.comparingInt(Deque::size));
        if (largest.isEmpty() || largest.get().size() <= own + 1) {
            return null;
        }
        count--;
        return largest.get().poll();
    }
}
