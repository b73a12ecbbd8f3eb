package io.atomicflow.server.demo;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Load that tells a story, made from a seed: the same seed gives the same tasks at the same times. */
public enum Scenario {
    /** One limit that everybody waits for, and nine that do not care. */
    SLOW_LIMIT(
            "One slow limit beside nine fast ones",
            "Tasks of one limit take long and pile up before its gate; some give up waiting and queue again. "
                    + "The other nine go on as if nothing were.",
            35) {
        @Override
        void write(Script script) {
            int slow = script.pick(1, 3);
            for (long at = 0; at < 22_000; at += 250) {
                for (int limit = 1; limit <= LoadOrder.MAX_LIMIT; limit++) {
                    if (limit != slow) {
                        script.submit(at + script.pick(0, 200), limit, script.pick(1, 3), script.pick(20, 60));
                    }
                }
                script.submit(at, slow, slow, script.pick(500, 700), PATIENCE, PATIENT_ATTEMPTS);
            }
        }
    },

    /** Quiet, then all at once. */
    BURST(
            "Burst",
            "A trickle, and every six seconds some hundred tasks at once: the queue fills in a moment and empties as fast "
                    + "as the workers and the limits let it.",
            30) {
        @Override
        void write(Script script) {
            for (long at = 0; at < 27_000; at += 300) {
                script.submit(at, script.pick(1, LoadOrder.MAX_LIMIT), script.pick(1, 3), script.pick(40, 120));
            }
            for (long at = 2_000; at <= 20_000; at += 6_000) {
                int size = script.pick(6, 14);
                for (int limit = 1; limit <= LoadOrder.MAX_LIMIT; limit++) {
                    script.submit(at + script.pick(0, 100), limit, limit * size, script.pick(30, 80));
                }
            }
        }
    },

    /** A limit that grows and shrinks while tasks keep coming. */
    RESIZE_UNDER_LOAD(
            "Resize under load",
            "Tasks of one limit keep coming while it is given more permits, then next to none, then many: the line before "
                    + "its gate grows and melts.",
            36) {
        @Override
        void write(Script script) {
            int limit = script.pick(4, 6);
            for (long at = 0; at < 30_000; at += 200) {
                script.submit(at, limit, script.pick(4, 7), script.pick(150, 210));
                script.submit(at + 100, script.pick(7, LoadOrder.MAX_LIMIT), 1, script.pick(20, 60));
            }
            script.resize(6_000, limit, script.pick(8, 9));
            script.resize(12_000, limit, script.pick(1, 2));
            script.resize(18_000, limit, 0);
            script.resize(20_000, limit, script.pick(9, 10));
            script.resize(28_000, limit, limit);
        }
    },

    /** Everything fails, then nothing does. */
    FAIL_THEN_RECOVER(
            "Everything fails, then recovers",
            "For twelve seconds every body throws. Tasks are tried again, each time after a longer wait, and most fail for "
                    + "good; those that are still trying when it is over make it.",
            30) {
        @Override
        void write(Script script) {
            script.add(0, new Action.Break());
            script.add(12_000, new Action.Mend());
            for (long at = 0; at < 26_000; at += 200) {
                for (int i = 0; i < 2; i++) {
                    script.submit(
                            at + script.pick(0, 150),
                            script.pick(1, LoadOrder.MAX_LIMIT),
                            script.pick(1, 2),
                            script.pick(60, 140),
                            Duration.ZERO,
                            STUBBORN_ATTEMPTS);
                }
            }
        }
    };

    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final int PATIENT_ATTEMPTS = 4;
    private static final int STUBBORN_ATTEMPTS = 5;

    private final String title;
    private final String description;
    private final Duration duration;

    Scenario(String title, String description, int seconds) {
        this.title = title;
        this.description = description;
        this.duration = Duration.ofSeconds(seconds);
    }

    /** What it is called outside. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it is called before people. */
    public String title() {
        return title;
    }

    /** What there is to see, for people. */
    public String description() {
        return description;
    }

    /** How long it goes on; what it submitted last may take a while longer. */
    public Duration duration() {
        return duration;
    }

    /** The one with this id. */
    public static Optional<Scenario> of(String id) {
        return Arrays.stream(values())
                .filter(scenario -> scenario.id().equals(id))
                .findFirst();
    }

    /** All that it does, in the order of time. */
    List<Step> steps(long seed) {
        Script script = new Script(seed);
        write(script);
        return script.steps();
    }

    abstract void write(Script script);
}
