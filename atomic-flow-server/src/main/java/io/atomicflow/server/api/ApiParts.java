package io.atomicflow.server.api;

import io.atomicflow.FlowSnapshot;
import io.atomicflow.server.demo.FlowControl;
import io.atomicflow.server.demo.KnownTasks;
import io.atomicflow.server.demo.LimitDesk;
import io.atomicflow.server.demo.LoadInjector;
import io.atomicflow.server.demo.ScenarioRunner;
import io.atomicflow.server.journal.TaskJournal;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What the resources work with.
 *
 * @param channels what a page has to know to listen
 * @param version which version this is
 * @param readOnly whether nothing can be changed from outside
 * @param flow exact counts
 * @param injector takes new tasks
 * @param tasks those that are live, and the last that ended
 * @param journal what happened to them
 * @param limits the levers of the limits
 * @param control the levers of the whole flow
 * @param scenarios plays scenarios
 * @param clock the time of day
 */
public record ApiParts(
        DemoChannels channels,
        String version,
        boolean readOnly,
        Supplier<FlowSnapshot> flow,
        LoadInjector injector,
        KnownTasks tasks,
        TaskJournal journal,
        LimitDesk limits,
        FlowControl control,
        ScenarioRunner scenarios,
        InstantSource clock) {}
