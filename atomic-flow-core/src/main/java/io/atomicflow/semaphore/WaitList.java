package io.atomicflow.semaphore;

import io.atomicflow.task.Priority;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The line of one limit: by priority, and first come first served within one.
 *
 * <pre>
 * Mechanism. Whoever comes pushes itself onto an inbox (a stack, one CAS). Whoever has news (a waiter came, a permit
 * came back, the limit grew, waiters left) rings the bell by raising a counter. The first to ring serves the line;
 * the others leave the ring behind and go their way, and the one who serves goes round again until no ring was left.
 * So the line itself is touched by one thread at a time and needs no lock, and nobody ever waits for it. The scheme is
 * the drain loop of reactive streams' serialised emitters.
 *
 * No wake-up is lost. A waiter counts itself in, pushes, rings. A releaser gives its permit back, then reads the
 * count. If it reads the waiter, it rings. If it does not, the waiter's ring comes after the release, and finds the
 * permit.
 *
 * A waiter that gives up stays in the line as an empty shell until it comes to the front, or until the shells
 * outnumber the waiters: then one pass throws them all out. So giving up takes constant time, and shells cost no more
 * memory than waiters.
 *
 * Nobody starves. Each priority has a lane. Of the lanes' first waiters the one goes first that came first, after each
 * was given a head start of "aging" for each level of its priority. So a waiter is overtaken by those only who come
 * within two such times after it.
 * </pre>
 *
 * <table>
 * <caption>Who writes what</caption>
 * <tr><th>field</th><th>access</th><th>writer</th></tr>
 * <tr><td>waiting</td><td>volatile, add</td><td>who comes, who leaves, who serves</td></tr>
 * <tr><td>inbox</td><td>volatile, CAS; swap to empty</td><td>who comes; who serves</td></tr>
 * <tr><td>rings</td><td>volatile, add</td><td>all</td></tr>
 * <tr><td>lanes, granted, Waiter.next</td><td>plain; ordered by rings</td><td>who serves</td></tr>
 * </table>
 */
final class WaitList {

    /** Below this many, shells are not worth a pass of their own. */
    private static final int FEW = 64;

    private static final int PRIORITIES = Priority.values().length;

    private static final VarHandle WAITING;

    static {
        try {
            WAITING = MethodHandles.lookup().findVarHandle(WaitList.class, "waiting", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final TaskSemaphore semaphore;
    private final LineRules rules;
    private volatile int waiting;
    private final AtomicInteger shells = new AtomicInteger();
    private final AtomicInteger rings = new AtomicInteger();
    private final AtomicReference<@Nullable Waiter> inbox = new AtomicReference<>();
    /** Those who were granted a permit in the round that is going on, in order, linked by {@code next}. */
    private @Nullable Waiter firstGranted;

    private @Nullable Waiter lastGranted;
    private final @Nullable Lane[] lanes = new Lane[PRIORITIES];
    private final @Nullable Announced announced;

    WaitList(TaskSemaphore semaphore, LineRules rules) {
        this.semaphore = semaphore;
        this.rules = rules;
        this.announced = semaphore.isStrict() ? new Announced() : null;
    }

    int waiting() {
        return waiting;
    }

    /** Puts a waiter at the end of the line. The caller rings afterwards. */
    void add(Waiter waiter) {
        countIn(waiter);
        Waiter seen;
        do {
            seen = inbox.get();
            waiter.next = seen;
        } while (!inbox.compareAndSet(seen, waiter));
    }

    /**
     * Whether nobody waits, nor is expected to. Who is expected is counted in as waiting before it is counted out here.
     */
    boolean isDeserted() {
        return (announced == null || !announced.isAnybodyExpected()) && waiting <= 0;
    }

    void expect(int more) {
        if (announced != null) {
            announced.expect(more);
        }
    }

    /** In a strict line: notes that a waiter will come, after all that were announced before it. */
    void announce(Waiter waiter) {
        if (announced != null) {
            announced.add(waiter);
        }
    }

    /** In a strict line: lets the next one of those that were announced line up. The caller rings afterwards. */
    void letNextLineUp(Priority priority) {
        if (announced != null) {
            announced.letOneMoreLineUp(priority);
        }
    }

    /** Counts out one that has given up. */
    void left() {
        semaphore.waiterLeft();
        int stay = (int) WAITING.getAndAdd(this, -1) - 1;
        int gone = shells.incrementAndGet();
        if (gone > FEW && gone > stay) {
            resumeAll(ring());
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
        Waiter first = null;
        Waiter last = null;
        int heard = 1;
        do {
            serve();
            if (firstGranted != null) {
                if (last == null) {
                    first = firstGranted;
                } else {
                    last.next = firstGranted;
                }
                last = lastGranted;
                firstGranted = null;
                lastGranted = null;
            }
            heard = rings.addAndGet(-heard);
        } while (heard != 0);
        return first;
    }

    /**
     * Copies the line, lane by lane, front to back. Waits for whoever serves it at the moment, so it is for
     * rare occasions.
     *
     * @param line where to put those who wait
     * @return those who were granted a permit meanwhile; the caller resumes them
     */
    @SuppressWarnings("ThreadPriorityCheck") // who holds us up may be a virtual thread that needs our carrier
    @Nullable
    Waiter copyTo(List<Waiter> line) {
        while (!rings.compareAndSet(0, 1)) {
            Thread.yield();
        }
        takeInbox();
        for (int level = PRIORITIES - 1; level >= 0; level--) {
            Lane lane = lanes[level];
            if (lane != null) {
                lane.copyTo(line);
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

    private void serve() {
        takeInbox();
        takeAnnounced();
        if (shells.get() > FEW && shells.get() > waiting) {
            sweep();
        }
        for (Lane lane = nextLane(); lane != null; lane = nextLane()) {
            Waiter first = lane.first(this);
            if (first == null) {
                continue; // it gave up just now
            }
            long permitId = semaphore.tryAcquireForWaiter();
            if (permitId == TaskSemaphore.NONE) {
                return;
            }
            if (first.grant(permitId)) {
                lane.removeFirst();
                WAITING.getAndAdd(this, -1);
                semaphore.waiterLeft();
                addGranted(first);
            } else {
                semaphore.release(permitId); // it gave up just now: on to the next one
            }
        }
    }

    /** Finds the lane whose first waiter goes next; null if nobody waits. */
    private @Nullable Lane nextLane() {
        Lane best = null;
        long bestTime = 0;
        for (int level = PRIORITIES - 1; level >= 0; level--) {
            Lane lane = lanes[level];
            Waiter first = lane == null ? null : lane.first(this);
            if (first != null) {
                long time = first.sinceNanos - level * rules.agingNanos();
                if (best == null || time - bestTime < 0) {
                    best = lane;
                    bestTime = time;
                }
            }
        }
        return best;
    }

    /** Moves those who came since the last time to the ends of their lanes, turning the stack round. */
    private void takeInbox() {
        Waiter newest = inbox.getAndSet(null);
        Waiter oldest = null;
        for (Waiter each = newest; each != null;) {
            Waiter older = each.next;
            each.next = oldest;
            oldest = each;
            each = older;
        }
        for (Waiter each = oldest; each != null;) {
            Waiter younger = each.next;
            laneOf(each).append(each);
            each = younger;
        }
    }

    private void takeAnnounced() {
        if (announced == null) {
            return;
        }
        for (Waiter next = announced.next(); next != null; next = announced.next()) {
            countIn(next);
            announced.expect(-1);
            if (next.beginWaiting()) {
                laneOf(next).append(next);
            } else { // it gave up in the queue
                semaphore.waiterLeft();
                WAITING.getAndAdd(this, -1);
            }
        }
    }

    private void countIn(Waiter waiter) {
        waiter.sinceNanos = rules.clock().nanoTime();
        semaphore.waiterCame();
        WAITING.getAndAdd(this, 1);
    }

    private Lane laneOf(Waiter waiter) {
        int level = waiter.priority().level();
        Lane lane = lanes[level];
        if (lane == null) {
            lane = new Lane();
            lanes[level] = lane;
        }
        return lane;
    }

    private void sweep() {
        for (Lane lane : lanes) {
            if (lane != null) {
                lane.sweep(this);
            }
        }
    }

    void thrownOut() {
        shells.getAndDecrement();
    }

    private void addGranted(Waiter waiter) {
        if (lastGranted == null) {
            firstGranted = waiter;
        } else {
            lastGranted.next = waiter;
        }
        lastGranted = waiter;
    }
}
