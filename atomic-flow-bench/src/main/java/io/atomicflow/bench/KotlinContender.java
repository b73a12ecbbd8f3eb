package io.atomicflow.bench;

import java.util.concurrent.CountDownLatch;
import kotlin.ResultKt;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.intrinsics.IntrinsicsKt;
import kotlin.coroutines.jvm.internal.SuspendLambda;
import kotlin.jvm.functions.Function2;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.CompletableJob;
import kotlinx.coroutines.CoroutineScope;
import kotlinx.coroutines.CoroutineScopeKt;
import kotlinx.coroutines.CoroutineStart;
import kotlinx.coroutines.Dispatchers;
import kotlinx.coroutines.SupervisorKt;
import kotlinx.coroutines.sync.Semaphore;
import kotlinx.coroutines.sync.SemaphoreKt;
import org.jspecify.annotations.Nullable;

/**
 * Kotlin's coroutines: {@code scope.launch { semaphore.withPermit { body() } }} on {@code Dispatchers.Default}.
 *
 * <p>This is how its guide limits concurrency, in a scope of its own with a supervisor, as {@code GlobalScope} is
 * discouraged. A coroutine that waits is an object; no thread waits with it. {@code Dispatchers.Default} has as many
 * threads as the machine has cores, two at least, so bodies that block see less concurrency than the limit allows.
 */
final class KotlinContender implements Contender {

    private final CompletableJob supervisor = SupervisorKt.SupervisorJob(null);
    private final CoroutineScope scope = CoroutineScopeKt
            .CoroutineScope(Dispatchers.getDefault().plus(supervisor));
    private final Semaphore semaphore;

    KotlinContender(int permits) {
        this.semaphore = SemaphoreKt.Semaphore(permits, 0);
    }

    @Override
    public void submit(Runnable body) {
        BuildersKt.launch(
                scope, scope.getCoroutineContext(), CoroutineStart.DEFAULT, new WithPermit(semaphore, body, null));
    }

    @Override
    public void close() {
        CountDownLatch ended = new CountDownLatch(1);
        supervisor.complete();
        supervisor.invokeOnCompletion(cause -> {
            ended.countDown();
            return Unit.INSTANCE;
        });
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * What the Kotlin compiler makes of {@code suspend { semaphore.withPermit { body() } }}: a state machine of two
     * states, which is entered again when the permit is there.
     */
    private static final class WithPermit extends SuspendLambda
            implements
                Function2<CoroutineScope, Continuation<? super Unit>, Object> {
        private static final long serialVersionUID = 1;

        private final transient Semaphore semaphore;
        private final transient Runnable body;
        private boolean asked;

        WithPermit(Semaphore semaphore, Runnable body, @Nullable Continuation<Object> completion) {
            super(2, completion);
            this.semaphore = semaphore;
            this.body = body;
        }

        @Override
        @SuppressWarnings("unchecked")
        public Continuation<Unit> create(@Nullable Object scope, Continuation<?> completion) {
            return (Continuation<Unit>) (Continuation<?>) new WithPermit(
                    semaphore, body, (Continuation<Object>) completion);
        }

        @Override
        public Object invoke(CoroutineScope scope, Continuation<? super Unit> completion) {
            return ((WithPermit) (Continuation<?>) create(scope, completion)).invokeSuspend(Unit.INSTANCE);
        }

        @Override
        @SuppressWarnings({"unchecked", "rawtypes", "ReferenceEquality"}) // Kotlin compares this one by reference
        protected Object invokeSuspend(Object result) {
            ResultKt.throwOnFailure(result);
            if (!asked) {
                asked = true;
                Object suspended = IntrinsicsKt.getCOROUTINE_SUSPENDED();
                if (semaphore.acquire((Continuation) this) == suspended) {
                    return suspended;
                }
            }
            try {
                body.run();
            } finally {
                semaphore.release();
            }
            return Unit.INSTANCE;
        }
    }
}
