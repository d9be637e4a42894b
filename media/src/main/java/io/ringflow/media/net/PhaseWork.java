package io.ringflow.media.net;

/** What a paced loop does each millisecond. Called on the loop only. */
public interface PhaseWork {

    /** False while there is nothing to turn phases for: the loop sleeps until it is given a task. */
    boolean alive();

    /** Does the work of one phase; phases are numbered from 0 without gaps, except those skipped. */
    void turn(long phase);

    /** A phase is about to be turned so much after its time. */
    void late(long nanos);

    /** Between two phases there was nothing to do for so long. */
    void waited(long nanos);

    /** Phases that were given up. */
    void skipped(int phases);

    /** The loop ends: every task has run, none will come. */
    void ended();
}
