package io.atomicflow;

import io.atomicflow.event.Recorder;

/** What a flight recording asks for from time to time. */
record CountedStats(Counters counters) implements Recorder.FlowStats {

    @Override
    public long queued() {
        TaskCounts now = counters.read();
        return now.scheduled() + now.queued();
    }

    @Override
    public long waiting() {
        return counters.read().lockCheck();
    }

    @Override
    public long running() {
        return counters.read().inProgress();
    }

    @Override
    public long ended() {
        return counters.read().ended();
    }
}
