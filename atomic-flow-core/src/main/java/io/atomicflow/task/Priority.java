package io.atomicflow.task;

/**
 * Which of two tasks goes first where both could: in the queue, and in the line of their limit. Among tasks of one
 * priority the one that came first goes first.
 *
 * <p>A priority is a head start, not a right of way: a task of a lower priority that came long enough before (a
 * flow's {@code aging} for each level between the two) still goes first. So nothing starves.
 */
public enum Priority {
    /** After the others, as long as there are any that did not come much later. */
    LOW(0),
    /** Unless told otherwise. */
    NORMAL(1),
    /** Before the others. */
    HIGH(2);

    private final int level;

    Priority(int level) {
        this.level = level;
    }

    /**
     * Returns how far this is above the lowest.
     *
     * @return 0, 1 or 2
     */
    public int level() {
        return level;
    }
}
