/**
 * Limits: who may run now, and who waits.
 *
 * <p>Entry point: {@link io.atomicflow.semaphore.Limit}. Its parts, each with one idea:
 *
 * <pre>
 *   Limit ── counts with ──→ TaskSemaphore   the strategy: channel, atomic, fair
 *    │    └─ waits with ───→ WaitList        one plain object a waiter, in order; no thread waits
 *    └─ lets in through ─→ PermitGate      joins the two; what engines use
 * </pre>
 */
package io.atomicflow.semaphore;
