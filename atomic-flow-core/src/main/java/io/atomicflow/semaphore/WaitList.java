package io.atomicflow.semaphore;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The line of one limit, first come first served.
 *
 * <pre>
 * Mechanism. Whoever comes pushes itself onto an inbox (a stack, one CAS). Whoever has news (a waiter came, a permit
 * came back, the limit grew, waiters left) rings the bell by raising a counter. The first to ring serves the line;
 * the others leave the ring behind and go their way, and the one who serves goes round again until no ring was left.
 * So the line itself, from head to tail, is touched by one thread at a time and needs no lock, and nobody ever waits
 * for it. The scheme is the drain loop of reactive streams' serialised emitters.
 *
 * No wake-up is lost. A waiter counts itself in, pushes, rings. A releaser gives its permit back, then reads the
 * count. If it reads the waiter, it rings. If it does not, the waiter's ring comes after the release, and finds the
 * permit.
 *
 * A waiter that gives up stays in the line as an empty shell until it comes to the front, or until the shells
 * outnumber the waiters: then one pass throws them all out. So giving up takes constant time, and shells cost no more
 * memory than waiters.
 * </pre>
 *
 * <table>
 * <caption>Who writes what</caption>
 * <tr><th>field</th><th>access</th><th>writer</th></tr>
 * <tr><td>waiting</td><td>volatile, add</td><td>who comes, who leaves, who serves</td></tr>
 * <tr><td>inbox</td><td>volatile, CAS; swap to empty</td><td>who comes; who serves</td></tr>
 * <tr><td>rings</td><td>volatile, add</td><td>all</td></tr>
 * <tr><td>head, tail, Waiter.next</td><td>plain; ordered by rings</td><td>who serves</td></tr>
 * </table>
 */
final class WaitList {

    /** Below this many, shells are not worth a pass of their own. */
    private static final int FEW = 64;

    private final TaskSemaphore semaphore;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger shells = new AtomicInteger();
    private final AtomicInteger rings = new AtomicInteger();
    private final AtomicReference<@Nullable Waiter> inbox = new AtomicReference<>();
    private @Nullable Waiter head;
    private @Nullable Waiter tail;

    WaitList(TaskSemaphore semaphore) {
        this.semaphore = semaphore;
    }

    int waiting() {
        return waiting.get();
    }

    /** Puts a waiter at the end of the line. The caller rings afterwards. */
    void add(Waiter waiter) {
        waiting.getAndIncrement();
        Waiter seen;
        do {
            seen = inbox.get();
            waiter.next = seen;
        } while (!inbox.compareAndSet(seen, waiter));
    }

    /** Counts out one that has given up. */
    void left() {
        int stay = waiting.decrementAndGet();
        int gone = shells.incrementAndGet();
        if (gone > FEW && gone > stay) {
            Waiter granted = ring();
            resumeAll(granted);
        }
    }

    /**
     * Serves the line, unless somebody does already.
     *
     * @return those who were granted a permit, linked by {@code next}, in order; the caller resumes them
     */
    @Nullable
    Waiter ring() {
        return rings.getAndIncrement() == 0 ? serveUntilSilent() : null;
    }

    private @Nullable Waiter serveUntilSilent() {
        Granted granted = new Granted();
        int heard = 1;
        do {
            serve(granted);
            heard = rings.addAndGet(-heard);
        } while (heard != 0);
        return granted.first;
    }

    /**
     * Copies the line, front to back. Waits (spinning) for whoever serves it at the moment, so it is for rare
     * occasions.
     *
     * @param line where to put those who wait
     * @return those who were granted a permit meanwhile; the caller resumes them
     */
    @Nullable
    Waiter copyTo(List<Waiter> line) {
        while (!rings.compareAndSet(0, 1)) {
            Thread.onSpinWait();
        }
        takeInbox();
        for (Waiter each = head; each != null; each = each.next) {
            if (each.isWaiting()) {
                line.add(each);
            }
        }
        return serveUntilSilent();
    }

    static void resumeAll(@Nullable Waiter granted) {
        Waiter each = granted;
        while (each != null) {
            Waiter after = each.next;
            each.next = null;
            each.resume();
            each = after;
        }
    }

    private void serve(Granted granted) {
        takeInbox();
        if (shells.get() > FEW && shells.get() > waiting.get()) {
            throwOutShells();
        }
        for (Waiter first = firstWaiting(); first != null; first = firstWaiting()) {
            long permitId = semaphore.tryAcquire();
            if (permitId == TaskSemaphore.NONE) {
                return;
            }
            if (first.grant(permitId)) {
                removeHead();
                waiting.getAndDecrement();
                granted.add(first);
            } else {
                semaphore.release(permitId); // it gave up just now: on to the next one
            }
        }
    }

    /** Moves those who came since the last time to the end of the line, turning the stack round. */
    private void takeInbox() {
        Waiter newest = inbox.getAndSet(null);
        if (newest == null) {
            return;
        }
        Waiter oldest = null;
        for (Waiter each = newest; each != null;) {
            Waiter older = each.next;
            each.next = oldest;
            oldest = each;
            each = older;
        }
        if (tail == null) {
            head = oldest;
        } else {
            tail.next = oldest;
        }
        tail = newest;
    }

    private @Nullable Waiter firstWaiting() {
        while (head != null && !head.isWaiting()) {
            removeHead();
            shells.getAndDecrement();
        }
        return head;
    }

    private void removeHead() {
        Waiter first = head;
        if (first == null) {
            return;
        }
        head = first.next;
        first.next = null;
        if (head == null) {
            tail = null;
        }
    }

    private void throwOutShells() {
        Waiter each = head;
        head = null;
        tail = null;
        while (each != null) {
            Waiter after = each.next;
            each.next = null;
            if (!each.isWaiting()) {
                shells.getAndDecrement();
            } else if (tail == null) {
                head = each;
                tail = each;
            } else {
                tail.next = each;
                tail = each;
            }
            each = after;
        }
    }

    /** Those who were granted a permit in one round, in order. */
    private static final class Granted {
        @Nullable
        Waiter first;

        private @Nullable Waiter last;

        void add(Waiter waiter) {
            if (last == null) {
                first = waiter;
            } else {
                last.next = waiter;
            }
            last = waiter;
        }
    }
}
