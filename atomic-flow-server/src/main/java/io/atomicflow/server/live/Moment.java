package io.atomicflow.server.live;

import io.atomicflow.FlowSnapshot;
import io.atomicflow.LimitSnapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One look at the flow: it is asked for its limits once, and only if somebody wants to know. For one thread. */
final class Moment {

    private final long atMillis;
    private final Supplier<FlowSnapshot> flow;
    private @Nullable Map<String, LimitSnapshot> limits;

    Moment(long atMillis, Supplier<FlowSnapshot> flow) {
        this.atMillis = atMillis;
        this.flow = flow;
    }

    long atMillis() {
        return atMillis;
    }

    @Nullable
    LimitSnapshot limit(String key) {
        Map<String, LimitSnapshot> known = limits;
        if (known == null) {
            known = new HashMap<>();
            for (LimitSnapshot limit : flow.get().limits()) {
                known.put(limit.key(), limit);
            }
            limits = known;
        }
        return known.get(key);
    }
}
