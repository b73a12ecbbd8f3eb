package io.atomicflow.server.api;

import io.atomicflow.server.pusher.App;
import java.util.function.Predicate;

/**
 * What a page has to know to listen.
 *
 * @param app whose channels they are
 * @param prefix what the names of the flow's channels begin with
 * @param signed which channels of the flow a page may ask a signature for
 */
public record DemoChannels(App app, String prefix, Predicate<String> signed) {

    /** The presence channel of those who watch. */
    static final String WATCHERS = "presence-watchers";
}
