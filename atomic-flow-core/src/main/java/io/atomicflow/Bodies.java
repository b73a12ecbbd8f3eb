package io.atomicflow;

import io.atomicflow.task.TaskBody;
import io.atomicflow.task.TaskContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.slf4j.helpers.NOPMDCAdapter;

/**
 * Calls bodies: the one place in which user code runs as a task. A body is a {@link TaskBody}, a {@link Callable} or a
 * {@link Runnable}, kept as it is, as to wrap it would cost an object. Only where there is a context to take along it
 * is wrapped.
 */
final class Bodies {

    private final List<ContextCarrier> carriers;
    private final boolean hasMdc = !(MDC.getMDCAdapter() instanceof NOPMDCAdapter);

    Bodies(List<ContextCarrier> carriers) {
        this.carriers = List.copyOf(carriers);
    }

    /** Looks at the context of the submitter, and wraps the body if there is any. */
    Object withContext(Object body) {
        Map<String, String> mdc = hasMdc ? MDC.getCopyOfContextMap() : null;
        boolean hasNotes = mdc != null && !mdc.isEmpty();
        return hasNotes || !carriers.isEmpty() ? new Carried(body, hasNotes ? mdc : null, carriers) : body;
    }

    /** Calls a body. Leaves nothing of it behind in this thread's MDC. */
    @Nullable
    Object call(@Nullable Object body, boolean isRunnable, TaskContext context) throws Exception {
        try {
            if (isRunnable) {
                ((Runnable) Objects.requireNonNull(body)).run();
                return null;
            }
            return invoke(Objects.requireNonNull(body), context);
        } finally {
            if (hasMdc) {
                MDC.clear();
            }
        }
    }

    /** Calls a body in the thread of somebody else, whose MDC is put back afterwards. */
    void keepingMdc(Runnable call) {
        Map<String, String> before = hasMdc ? MDC.getCopyOfContextMap() : null;
        if (before != null) {
            MDC.clear(); // what it runs may be the task of somebody else
        }
        try {
            call.run();
        } finally {
            if (before != null) {
                MDC.setContextMap(before);
            }
        }
    }

    private static @Nullable Object invoke(Object body, TaskContext context) throws Exception {
        if (body instanceof TaskBody<?> withContext) {
            return withContext.run(context);
        }
        if (body instanceof Callable<?> callable) {
            return callable.call();
        }
        ((Runnable) body).run();
        return null;
    }

    /** A body with what was around its submitter. Called by one thread at a time. */
    private static final class Carried implements TaskBody<@Nullable Object> {

        private final Object body;
        private final @Nullable Map<String, String> mdc;
        private final Callable<Object> within;
        private @Nullable TaskContext context;

        @SuppressWarnings("NullAway") // a carrier passes on what the body returns, also null
        Carried(Object body, @Nullable Map<String, String> mdc, List<ContextCarrier> carriers) {
            this.body = body;
            this.mdc = mdc;
            Callable<Object> wrapped = () -> invoke(body, Objects.requireNonNull(context));
            for (ContextCarrier carrier : carriers) {
                wrapped = Objects.requireNonNull(carrier.wrap(wrapped), "a context carrier returned null");
            }
            this.within = wrapped;
        }

        @Override
        public @Nullable Object run(TaskContext taskContext) throws Exception {
            context = taskContext;
            if (mdc != null) {
                MDC.setContextMap(mdc);
            }
            return within.call();
        }

        @Override
        public String toString() {
            return body.toString();
        }
    }
}
