package io.atomicflow.event;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Carries events from any number of publishers to each listener, in one order for all.
 *
 * <pre>
 * Mechanism. One ring for all listeners, each with a place of its own in it. A publisher draws a number, then puts
 * its event into the slot of that number; it never looks at the listeners' places, so the slowest of them costs it
 * nothing. A listener that is overtaken finds a newer number in the slot it wanted, and knows how many it missed.
 * Events are immutable and carry their number, so a reader cannot see half of one. This is the LMAX Disruptor's ring
 * without its gate: we lose old events instead of making publishers wait.
 *
 * A publisher that is held up between drawing and putting may itself be overtaken by a whole round; it then finds a
 * newer event in its slot and leaves it there.
 * </pre>
 *
 * <p><b>Thread-safety:</b> {@link #publish} may be called by any thread at any time. <b>Blocking:</b> it never
 * blocks.
 */
public final class EventStream {

    private final AtomicReferenceArray<@Nullable TaskEvent> ring;
    private final int mask;
    private final AtomicLong next = new AtomicLong();
    private final List<ListenerLoop> loops;

    /**
     * Makes a stream for these listeners. Their {@link #loops} are to be run by a thread each.
     *
     * @param listeners who wants to know
     * @param buffer how many events a listener may fall behind before it loses some, 2 or more; rounded up to a power
     *     of two
     * @throws IllegalArgumentException if the buffer is below 2 or above 2^30
     */
    public EventStream(List<FlowListener> listeners, int buffer) {
        if (buffer < 2 || buffer > 1 << 30) {
            throw new IllegalArgumentException("event buffer must be 2 to 2^30, was " + buffer);
        }
        int size = Integer.highestOneBit(buffer - 1) << 1;
        this.ring = new AtomicReferenceArray<>(listeners.isEmpty() ? 0 : size);
        this.mask = size - 1;
        this.loops = listeners.stream()
                .map(listener -> new ListenerLoop(this, listener))
                .toList();
    }

    /**
     * Tells whether anybody listens. If not, there is no need to make events.
     *
     * @return whether there is a listener
     */
    public boolean hasListeners() {
        return !loops.isEmpty();
    }

    /**
     * Publishes an event.
     *
     * @param event makes the event of a given sequence number; must not fail
     */
    public void publish(LongFunction<TaskEvent> event) {
        long sequence = next.getAndIncrement();
        put(event.apply(sequence), (int) sequence & mask);
        for (ListenerLoop loop : loops) {
            loop.wakeIfAsleep();
        }
    }

    /**
     * Returns what each listener's thread has to run. A loop ends after {@link #close}, once its listener was told
     * everything.
     *
     * @return one loop a listener
     */
    public List<? extends Runnable> loops() {
        return loops;
    }

    /** Lets each loop end once it has nothing more to tell. Nothing may be published after this. */
    public void close() {
        loops.forEach(ListenerLoop::close);
    }

    long published() {
        return next.get();
    }

    int size() {
        return ring.length();
    }

    @Nullable
    TaskEvent slotOf(long sequence) {
        return ring.get((int) sequence & mask);
    }

    @SuppressWarnings("ReferenceEquality") // a CAS compares references
    private void put(TaskEvent event, int slot) {
        TaskEvent seen = ring.get(slot);
        while (seen == null || seen.sequence() < event.sequence()) {
            TaskEvent witness = ring.compareAndExchange(slot, seen, event);
            if (witness == seen) {
                return;
            }
            seen = witness;
        }
    }
}
