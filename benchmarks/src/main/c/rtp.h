/* What the peer and the bare loop share: RTP of 20 ms G.711, a clock in phases of 1 ms, one address per stream. */
#ifndef RTP_H
#define RTP_H

#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define PHASES 20
#define PHASE_NANOS 1000000LL
#define TICK_NANOS (PHASES * PHASE_NANOS)
#define HEADER 12
#define SAMPLES 160
#define PACKET (HEADER + SAMPLES)
#define BATCH 64
#define MOST_STREAMS 10000

static inline int64_t nanos(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

/* The clock of the phases. A turn that is late is made at once; beyond one tick turns are left out, never caught up. */
struct pace {
    int64_t start, turn, left_out;
};

static inline void sleep_until(int64_t at) {
    struct timespec t = {at / 1000000000LL, at % 1000000000LL};
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL) != 0) {}
}

static inline void die(const char *what) {
    perror(what);
    exit(1);
}

/* Waits for the next turn, and says how late it is. */
static inline int64_t pace_wait(struct pace *p) {
    if (p->start == 0) p->start = nanos(CLOCK_MONOTONIC);
    int64_t due = p->start + ++p->turn * PHASE_NANOS;
    sleep_until(due);
    int64_t late = nanos(CLOCK_MONOTONIC) - due;
    if (late > TICK_NANOS) {
        p->turn += late / PHASE_NANOS;
        p->left_out += late / PHASE_NANOS;
    }
    return late;
}

static inline int pace_phase(const struct pace *p) {
    return (int) (p->turn % PHASES);
}

/* RTP time of a turn: the far end hears a gap where turns were left out, not a shift. */
static inline uint32_t pace_timestamp(const struct pace *p) {
    return (uint32_t) (p->turn / PHASES * SAMPLES);
}

/* Stream i lives at 127.1.x.y: all of 127.0.0.0/8 is ours, so that one port serves any number of addresses. */
static inline struct in_addr own_address(int i) {
    struct in_addr a = {htonl(127u << 24 | 1u << 16 | (uint32_t) (i / 250) << 8 | (uint32_t) (i % 250 + 1))};
    return a;
}

static inline void put16(uint8_t *p, uint16_t v) {
    v = htons(v);
    memcpy(p, &v, 2);
}

static inline void put32(uint8_t *p, uint32_t v) {
    v = htonl(v);
    memcpy(p, &v, 4);
}

static inline uint16_t get16(const uint8_t *p) {
    uint16_t v;
    memcpy(&v, p, 2);
    return ntohs(v);
}

static inline uint32_t get32(const uint8_t *p) {
    uint32_t v;
    memcpy(&v, p, 4);
    return ntohl(v);
}

/* Dies with its parent, wakes exactly. */
static inline void settle(void) {
    prctl(PR_SET_PDEATHSIG, 9);
    prctl(PR_SET_TIMERSLACK, 1);
}

#endif
