package io.atomicflow.semaphore;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Waiters of one priority, first come first served: a list linked through the waiters themselves. Touched by one
 * thread at a time, the one that serves the line.
 */
final class Lane {

    private @Nullable Waiter head;
    private @Nullable Waiter tail;

    void append(Waiter waiter) {
        waiter.next = null;
        if (tail == null) {
            head = waiter;
        } else {
            tail.next = waiter;
        }
        tail = waiter;
    }

    /** Returns the first that still waits, throwing out the shells before it. */
    @Nullable
    Waiter first(WaitList shells) {
        while (head != null && !head.isWaiting()) {
            removeFirst();
            shells.thrownOut();
        }
        return head;
    }

    void removeFirst() {
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

    /** Throws out all shells, wherever they are. */
    void sweep(WaitList shells) {
        Waiter each = head;
        head = null;
        tail = null;
        while (each != null) {
            Waiter after = each.next;
            if (each.isWaiting()) {
                append(each);
            } else {
                each.next = null;
                shells.thrownOut();
            }
            each = after;
        }
    }

    void copyTo(List<Waiter> line) {
        for (Waiter each = head; each != null; each = each.next) {
            if (each.isWaiting()) {
                line.add(each);
            }
        }
    }
}
