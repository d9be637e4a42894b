/* What arrives on the streams of the peer, judged as it comes: loss by sequence number and by time, pacing. */
#ifndef TALLY_H
#define TALLY_H

#include "rtp.h"

#define FINE_NANOS 10000LL
#define FINE 10000
#define COARSE_NANOS 1000000LL
#define COARSE 60000
#define BUCKETS (FINE + COARSE)
#define GAP_NANOS 40000000LL
#define BLOCK 512
#define NANOS_PER_SAMPLE 125000LL

struct histogram {
    int64_t counts[BUCKETS];
};

static struct {
    int64_t streams, received, expected, lost, skipped, duplicates, reordered, events, strays, gaps, overflowed;
    struct histogram between, schedule, late, turn;
} tally;

struct arrivals {
    int open, told, started;
    uint32_t ssrc;
    int64_t lowest, highest, unique;
    uint64_t seen;
    uint32_t first_timestamp, last_timestamp;
    int64_t packets;
    int64_t last_at, media, origin;
    int pending;
    int64_t offsets[BLOCK];
    uint8_t voice;
    int64_t keyed_at;
};

/* Ten microseconds fine up to 100 ms, a millisecond beyond. */
static void record(struct histogram *h, int64_t value) {
    if (value < 0) value = -value;
    int64_t bucket = value / FINE_NANOS;
    if (bucket >= FINE) bucket = FINE + (value - FINE * FINE_NANOS) / COARSE_NANOS;
    h->counts[bucket < BUCKETS ? bucket : BUCKETS - 1]++;
}

static void tally_reset(void) {
    memset(&tally, 0, sizeof tally);
}

static void tally_late(int64_t nanos_late) {
    record(&tally.late, nanos_late);
}

static void judge(struct arrivals *a) {
    for (int i = 0; i < a->pending; i++)
        if (a->offsets[i] < a->origin) a->origin = a->offsets[i];
    for (int i = 0; i < a->pending; i++) record(&tally.schedule, a->offsets[i] - a->origin);
    a->pending = 0;
}

/* Ends what is counted of a stream; it starts anew with its next packet. */
static void arrivals_close(struct arrivals *a) {
    if (!a->started) return;
    judge(a);
    int64_t expected = a->highest - a->lowest + 1;
    int64_t by_time = (int64_t) (uint32_t) (a->last_timestamp - a->first_timestamp) / SAMPLES + 1;
    tally.streams++;
    tally.expected += expected;
    tally.lost += expected - a->unique;
    /* The sender left out packets of its own accord: no sequence number is missing, but time is. */
    if (by_time > expected) tally.skipped += by_time - expected;
    a->started = 0;
}

static void arrivals_begin(struct arrivals *a) {
    a->open = 1;
    a->told = a->started = 0;
    a->keyed_at = 0;
    a->voice = 0;
}

static void arrivals_end(struct arrivals *a) {
    if (a->open) arrivals_close(a);
    a->open = 0;
}

static void arrivals_keyed(struct arrivals *a, int64_t at) {
    a->keyed_at = at;
}

/* A prompt of the app bench is one octet over and over; another octet that is not silence is the next prompt. */
static void listen_for_turn(struct arrivals *a, uint8_t octet, int64_t at) {
    if (octet == 0xD5 || octet == 0xFF || octet == a->voice) return;
    if (a->keyed_at != 0) record(&tally.turn, at - a->keyed_at);
    a->keyed_at = 0;
    a->voice = octet;
}

static void start(struct arrivals *a, const uint8_t *packet, int64_t at) {
    a->started = 1;
    a->ssrc = get32(packet + 8);
    a->lowest = a->highest = get16(packet + 2);
    a->seen = 1;
    a->unique = 1;
    a->media = 0;
    a->origin = INT64_MAX;
    a->pending = 0;
    a->first_timestamp = a->last_timestamp = get32(packet + 4);
    a->last_at = at;
    a->offsets[a->pending++] = at;
}

static void advance(struct arrivals *a, uint32_t timestamp, int neighbour, int64_t at) {
    int64_t step = (int64_t) (int32_t) (timestamp - a->last_timestamp) * NANOS_PER_SAMPLE;
    a->media += step;
    a->offsets[a->pending++] = at - a->media;
    if (a->pending == BLOCK) judge(a);
    if (neighbour) record(&tally.between, at - a->last_at - step);
    if (at - a->last_at > GAP_NANOS) tally.gaps++;
    a->last_at = at;
    a->last_timestamp = timestamp;
}

/* Whether it was the stream's first packet. */
static int arrivals_take(struct arrivals *a, const uint8_t *packet, int length, int stray, int64_t at) {
    if (!a->open || (length > 1 && (packet[1] & 0x60) == 0x40)) return 0; /* RTCP, RFC 5761 */
    if (length < HEADER || (packet[0] & 0xC0) != 0x80 || stray) {
        tally.strays++;
        return 0;
    }
    int audio = (packet[1] & 0x7F) == 0 || (packet[1] & 0x7F) == 8;
    int first = !a->told;
    a->told = 1;
    tally.received++;
    if (!audio) tally.events++;
    if (audio && length > HEADER + SAMPLES / 2) listen_for_turn(a, packet[HEADER + SAMPLES / 2], at);
    if (a->started && a->ssrc != get32(packet + 8)) arrivals_close(a);
    if (!a->started) {
        start(a, packet, at);
        return first;
    }
    int64_t ahead = (int16_t) (get16(packet + 2) - (uint16_t) a->highest);
    if (ahead > 0) {
        a->highest += ahead;
        a->seen = ahead >= 64 ? 1 : a->seen << ahead | 1;
        a->unique++;
        if (audio) advance(a, get32(packet + 4), ahead == 1, at);
        return first;
    }
    uint64_t bit = ahead <= -64 ? 0 : 1ULL << -ahead;
    if (a->seen & bit) {
        tally.duplicates++;
        return first;
    }
    a->seen |= bit;
    a->unique++;
    tally.reordered++;
    if (a->highest + ahead < a->lowest) a->lowest = a->highest + ahead;
    return first;
}

static void print_histogram(const char *name, const struct histogram *h) {
    printf("h %s", name);
    for (int i = 0; i < BUCKETS; i++)
        if (h->counts[i] > 0) {
            int64_t from = i < FINE ? i * FINE_NANOS : FINE * FINE_NANOS + (i - FINE) * COARSE_NANOS;
            printf(" %lld:%lld", (long long) from, (long long) h->counts[i]);
        }
    printf("\n");
}

static void tally_print(int64_t sent) {
    printf("streams %lld\nreceived %lld\nexpected %lld\nlost %lld\nskipped %lld\n", (long long) tally.streams,
           (long long) tally.received, (long long) tally.expected, (long long) tally.lost, (long long) tally.skipped);
    printf("duplicates %lld\nreordered %lld\nevents %lld\nstrays %lld\ngaps %lld\noverflowed %lld\nsent %lld\n",
           (long long) tally.duplicates, (long long) tally.reordered, (long long) tally.events,
           (long long) tally.strays, (long long) tally.gaps, (long long) tally.overflowed, (long long) sent);
    print_histogram("between", &tally.between);
    print_histogram("schedule", &tally.schedule);
    print_histogram("late", &tally.late);
    print_histogram("turn", &tally.turn);
    printf(".\n");
}

#endif
