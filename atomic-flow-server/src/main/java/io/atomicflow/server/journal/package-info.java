/**
 * What happened to each task, step by step. {@link io.atomicflow.server.journal.TaskJournal} listens to the flow and is
 * where to start; it hands out a {@link io.atomicflow.server.journal.History}, which adds up to the
 * {@link io.atomicflow.server.journal.Attempt}s.
 */
@NullMarked
package io.atomicflow.server.journal;

import org.jspecify.annotations.NullMarked;
