package io.atomicflow;

import io.atomicflow.task.Task;
import io.atomicflow.task.TaskHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a batch of which as much was submitted as would fit.
 *
 * @param accepted the handles of the tasks that were accepted: the first ones of the batch
 * @param refused the rest, for which there was no room
 * @param <T> what the tasks return
 */
public record PartialBatch<T extends @Nullable Object>(List<TaskHandle<T>> accepted, List<Task<T>> refused) {}
