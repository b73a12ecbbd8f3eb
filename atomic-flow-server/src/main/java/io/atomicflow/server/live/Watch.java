package io.atomicflow.server.live;

import io.atomicflow.server.pusher.EncodedEvent;
import io.atomicflow.server.pusher.FeedReader;
import org.jspecify.annotations.Nullable;

/**
 * One channel that somebody listens to: only the latest of its subject is told, as text that is made once for all.
 *
 * <p><b>Thread-safety:</b> any thread may call. <b>Memory ordering:</b> who reads {@code latest} sees all of the event.
 */
final class Watch {

    private final String channel;
    private final Subject subject;
    private volatile @Nullable EncodedEvent latest;

    Watch(String channel, Subject subject) {
        this.channel = channel;
        this.subject = subject;
    }

    /** Looks at the subject. True if there is something new to read. */
    synchronized boolean look(Moment now) {
        String news = subject.news(now);
        if (news == null) {
            return false;
        }
        latest = EncodedEvent.of(channel, subject.event(), news);
        return true;
    }

    /** A reader that is told the latest at once; the first one has it looked up. */
    FeedReader open(Moment now) {
        if (latest == null) {
            look(now);
        }
        return new Reader();
    }

    private final class Reader implements FeedReader {

        private @Nullable EncodedEvent told;

        @Override
        public @Nullable EncodedEvent next() {
            EncodedEvent now = latest;
            if (now == told) {
                return null;
            }
            told = now;
            return now;
        }
    }
}
