package io.atomicflow.server.journal;

import io.atomicflow.task.TaskState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last {@value #MOST} steps of one task.
 *
 * <pre>
 * Three numbers a step, in one array: when; what (worker + 1: 32 bits, attempt: 24, end of the attempt: 4, gap: 1,
 * state: 3); and how long. There are tens of thousands of these, and most have four steps; as objects they would take
 * five times as much. Notes are rare, and have an array of their own once there is one.
 * </pre>
 */
final class Steps {

    static final int MOST = 64;

    private static final int WIDTH = 3;
    private static final int FIRST_ROOM = 4;
    private static final int NO_END = 15;
    private static final int GAP = 8;
    private static final int ATTEMPT_BITS = 24;
    private static final TaskState[] STATES = TaskState.values();

    private long[] numbers = new long[WIDTH * FIRST_ROOM];
    private @Nullable String @Nullable [] notes;
    private int count;
    private int omitted;
    private int progress;
    private long lossesSeen;

    /** Whether events were lost since this was asked last, by a count of those that were lost so far. */
    synchronized boolean lost(long losses) {
        boolean lost = count > 0 && losses != lossesSeen;
        lossesSeen = losses;
        return lost;
    }

    /** Whether something came before this step that was not written down. */
    synchronized boolean misses(Step step) {
        return count == 0 && !step.isBeginning();
    }

    synchronized void add(Step step) {
        if (count == MOST) {
            dropFirst();
        } else if (count * WIDTH == numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.min(2 * numbers.length, WIDTH * MOST));
        }
        int at = count * WIDTH;
        numbers[at] = step.epochNanos();
        numbers[at + 1] = packed(step);
        numbers[at + 2] = step.nanos();
        if (step.note() != null) {
            note(step.note());
        }
        if (step.state() == TaskState.SCHEDULED || step.state() == TaskState.QUEUED) {
            progress = 0;
        }
        count++;
    }

    @SuppressWarnings("EnumOrdinal") // it never leaves this process
    private static long packed(Step step) {
        int end = step.end() == null ? NO_END : step.end().ordinal();
        int gap = step.afterGap() ? GAP : 0;
        return ((step.worker() + 1L) << 32) | ((long) step.attempt() << 8) | (end << 4) | gap | step.state().ordinal();
    }

    /** The same trouble again and again, as of one task that is tried ten times, is kept once. */
    private void note(String text) {
        @Nullable
        String[] known = notes == null ? new @Nullable String[FIRST_ROOM] : notes;
        if (known.length <= count) {
            known = Arrays.copyOf(known, Math.min(2 * Math.max(known.length, count), MOST));
        }
        String same = text;
        for (String before : known) {
            same = text.equals(before) ? before : same;
        }
        known[count] = same;
        notes = known;
    }

    private void dropFirst() {
        System.arraycopy(numbers, WIDTH, numbers, 0, WIDTH * (MOST - 1));
        if (notes != null) {
            System.arraycopy(notes, 1, notes, 0, notes.length - 1);
            notes[notes.length - 1] = null;
        }
        count--;
        omitted++;
    }

    synchronized void progress(int percent) {
        progress = percent;
    }

    synchronized long newestNanos() {
        return count == 0 ? 0 : numbers[WIDTH * (count - 1)];
    }

    synchronized History history() {
        List<Step> steps = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            steps.add(step(i));
        }
        return new History(steps, omitted, progress);
    }

    private Step step(int index) {
        int at = index * WIDTH;
        long packed = numbers[at + 1];
        int end = (int) (packed >>> 4) & 15;
        return new Step(
                numbers[at],
                STATES[(int) packed & (GAP - 1)],
                (int) (packed >>> 8) & ((1 << ATTEMPT_BITS) - 1),
                end == NO_END ? null : STATES[end],
                (int) (packed >>> 32) - 1,
                numbers[at + 2],
                notes == null || index >= notes.length ? null : notes[index],
                (packed & GAP) != 0);
    }
}
