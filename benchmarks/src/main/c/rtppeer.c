/*
 * The callers' RTP: sends and judges N streams over one socket, for the price of two system calls per millisecond.
 *
 *   rtppeer N        prints "port P"; stream i is 127.1.x.y:P (rtp.h)
 *
 * Commands on standard input, one a line:
 *   l I                              listens: what comes to stream I is its; tells "f I NANOS" at its first packet
 *   s I HOST PORT TYPE SSRC          sends to HOST:PORT; from now on other sources are strays
 *   k I TYPE TICKS KEYS              presses keys after so many ticks; w waits half a second, a trailing + starts over
 *   e I                              ends: nothing is sent or counted
 *   z                                forgets what was counted
 *   c                                prints what was counted, "name value" and "h name from:count ...", ends with "."
 * Times are of CLOCK_MONOTONIC; arrivals are the kernel's. Ends with standard input.
 */
#define _GNU_SOURCE
#include "rtp.h"
#include "tally.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>

#define EVENT_TICKS 8
#define EVENT_FINALS 3
#define REST_TICKS 5
#define WAIT_TICKS 25
#define CONTROL 128

struct sending {
    int on;
    int open;
    struct sockaddr_in to;
    uint8_t type;
    uint8_t marker;
    uint16_t sequence;
    uint32_t timestamp, timestamp_base;
    uint8_t packet[PACKET];
    char keys[64];
    int key_type, key, rest, key_tick;
    uint32_t key_timestamp;
};

static struct sending *out;
static struct arrivals *in;
static int count, fd;
static int64_t sent;
static struct pace pace;
static struct mmsghdr in_batch[BATCH], out_batch[BATCH];
static struct iovec in_parts[BATCH], out_parts[BATCH];
static struct sockaddr_in in_from[BATCH];
static uint8_t in_octets[BATCH][512];
static char in_control[BATCH][CONTROL], out_control[BATCH][CMSG_SPACE(sizeof(struct in_pktinfo))];

static void open_socket(void) {
    int one = 1, buffer = 32 << 20;
    fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    if (fd < 0) die("socket");
    if (setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, "lo", 3) < 0) die("bind to lo");
    if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &buffer, sizeof buffer) < 0)
        setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &buffer, sizeof buffer);
    setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPNS, &one, sizeof one);
    setsockopt(fd, SOL_SOCKET, SO_RXQ_OVFL, &one, sizeof one);
    setsockopt(fd, IPPROTO_IP, IP_PKTINFO, &one, sizeof one);
    struct sockaddr_in any = {.sin_family = AF_INET};
    socklen_t length = sizeof any;
    if (bind(fd, (struct sockaddr *) &any, sizeof any) < 0) die("bind");
    getsockname(fd, (struct sockaddr *) &any, &length);
    printf("port %d\n", ntohs(any.sin_port));
    for (int k = 0; k < BATCH; k++) {
        in_parts[k] = (struct iovec) {in_octets[k], sizeof in_octets[k]};
        in_batch[k].msg_hdr = (struct msghdr) {
            .msg_name = &in_from[k], .msg_iov = &in_parts[k], .msg_iovlen = 1, .msg_control = in_control[k]};
        out_batch[k].msg_hdr = (struct msghdr) {
            .msg_namelen = sizeof(struct sockaddr_in), .msg_iov = &out_parts[k], .msg_iovlen = 1,
            .msg_control = out_control[k], .msg_controllen = sizeof out_control[k]};
        struct cmsghdr *source = CMSG_FIRSTHDR(&out_batch[k].msg_hdr);
        source->cmsg_level = IPPROTO_IP;
        source->cmsg_type = IP_PKTINFO;
        source->cmsg_len = CMSG_LEN(sizeof(struct in_pktinfo));
    }
}

/* Whether this tick is a key's; writes its packet (RFC 4733). */
static int press(int i, int64_t now, int *length) {
    struct sending *s = &out[i];
    if (s->keys[s->key] == '+') s->key = 0;
    char key = s->keys[s->key];
    if (key == 0) return 0;
    if (s->rest > 0) {
        s->rest--;
        return 0;
    }
    if (key == 'w') {
        s->key++;
        s->rest = WAIT_TICKS;
        return 0;
    }
    if (s->key_tick == 0) {
        s->key_timestamp = s->timestamp;
        arrivals_keyed(&in[i], now);
    }
    s->key_tick++;
    int final = s->key_tick > EVENT_TICKS;
    s->packet[1] = (uint8_t) (s->key_type | (s->key_tick == 1 ? 0x80 : 0));
    put32(s->packet + 4, s->key_timestamp);
    s->packet[HEADER] = (uint8_t) (strchr("0123456789*#ABCD", key) - "0123456789*#ABCD");
    s->packet[HEADER + 1] = final ? 0x8A : 0x0A;
    put16(s->packet + HEADER + 2, (uint16_t) ((final ? EVENT_TICKS : s->key_tick) * SAMPLES));
    if (s->key_tick == EVENT_TICKS + EVENT_FINALS) {
        s->key_tick = 0;
        s->key++;
        s->rest = REST_TICKS;
    }
    *length = HEADER + 4;
    return 1;
}

static void write_packet(int i, int k, int64_t now) {
    struct sending *s = &out[i];
    int length = PACKET;
    s->timestamp = s->timestamp_base + pace_timestamp(&pace);
    put16(s->packet + 2, s->sequence++);
    if (!press(i, now, &length)) {
        s->packet[1] = (uint8_t) (s->type | s->marker);
        s->marker = 0;
        put32(s->packet + 4, s->timestamp);
    }
    out_parts[k] = (struct iovec) {s->packet, (size_t) length};
    out_batch[k].msg_hdr.msg_name = &s->to;
    struct in_pktinfo from = {.ipi_spec_dst = own_address(i)};
    memcpy(CMSG_DATA(CMSG_FIRSTHDR(&out_batch[k].msg_hdr)), &from, sizeof from);
}

static void flush_batch(int filled) {
    int done = 0;
    while (done < filled) {
        int n = sendmmsg(fd, out_batch + done, (unsigned) (filled - done), 0);
        if (n < 0 && errno != ECONNREFUSED && errno != EAGAIN) die("sendmmsg");
        sent += n > 0 ? n : 0;
        done += n > 0 ? n : 1;
    }
}

static void send_phase(int phase, int64_t now) {
    int filled = 0;
    for (int i = phase; i < count; i += PHASES) {
        if (!out[i].on) continue;
        write_packet(i, filled++, now);
        if (filled == BATCH) {
            flush_batch(filled);
            filled = 0;
        }
    }
    flush_batch(filled);
}

static void take(int k, int64_t to_monotonic) {
    struct msghdr *m = &in_batch[k].msg_hdr;
    int64_t at = 0;
    int i = -1;
    for (struct cmsghdr *c = CMSG_FIRSTHDR(m); c != NULL; c = CMSG_NXTHDR(m, c)) {
        if (c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_TIMESTAMPNS) {
            struct timespec t;
            memcpy(&t, CMSG_DATA(c), sizeof t);
            at = t.tv_sec * 1000000000LL + t.tv_nsec + to_monotonic;
        } else if (c->cmsg_level == SOL_SOCKET && c->cmsg_type == SO_RXQ_OVFL) {
            uint32_t overflow;
            memcpy(&overflow, CMSG_DATA(c), sizeof overflow);
            tally.overflowed = overflow;
        } else if (c->cmsg_level == IPPROTO_IP && c->cmsg_type == IP_PKTINFO) {
            struct in_pktinfo to;
            memcpy(&to, CMSG_DATA(c), sizeof to);
            uint32_t address = ntohl(to.ipi_addr.s_addr);
            if (address >> 16 == (127u << 8 | 1)) i = (int) (address >> 8 & 0xFF) * 250 + (int) (address & 0xFF) - 1;
        }
    }
    if (i < 0 || i >= count) return;
    int known = out[i].to.sin_port != 0;
    int stray = known
            && (out[i].to.sin_port != in_from[k].sin_port || out[i].to.sin_addr.s_addr != in_from[k].sin_addr.s_addr);
    if (arrivals_take(&in[i], in_octets[k], (int) in_batch[k].msg_len, stray, at)) printf("f %d %lld\n", i, (long long) at);
}

static void receive_all(void) {
    int64_t to_monotonic = nanos(CLOCK_MONOTONIC) - nanos(CLOCK_REALTIME);
    int n;
    do {
        for (int k = 0; k < BATCH; k++) {
            in_batch[k].msg_hdr.msg_namelen = sizeof in_from[k];
            in_batch[k].msg_hdr.msg_controllen = CONTROL;
        }
        n = recvmmsg(fd, in_batch, BATCH, MSG_DONTWAIT, NULL);
        for (int k = 0; k < n; k++) take(k, to_monotonic);
    } while (n == BATCH);
}

static void command(char *line) {
    int i = -1, port, type, ticks;
    unsigned ssrc;
    char text[64];
    sscanf(line + 1, "%d", &i);
    int ours = i >= 0 && i < count;
    if (line[0] == 'l' && ours) {
        arrivals_begin(&in[i]);
    } else if (line[0] == 's' && ours && sscanf(line + 1, "%d %63s %d %d %u", &i, text, &port, &type, &ssrc) == 5) {
        struct sending *s = &out[i];
        s->to = (struct sockaddr_in) {.sin_family = AF_INET, .sin_port = htons((uint16_t) port)};
        inet_pton(AF_INET, text, &s->to.sin_addr);
        s->type = (uint8_t) type;
        s->marker = 0x80;
        s->sequence = (uint16_t) (ssrc & 0x7FFF);
        s->timestamp_base = ssrc >> 3;
        s->keys[0] = 0;
        s->key = s->key_tick = 0;
        s->packet[0] = 0x80;
        put32(s->packet + 8, ssrc);
        for (int j = 0; j < SAMPLES; j++) s->packet[HEADER + j] = j % 16 < 8 ? 0x9F : 0xD5;
        s->on = type >= 0 && type < 128;
    } else if (line[0] == 'k' && ours && sscanf(line + 1, "%d %d %d %63s", &i, &type, &ticks, text) == 4) {
        strcpy(out[i].keys, text);
        out[i].key_type = type;
        out[i].rest = ticks;
        out[i].key = out[i].key_tick = 0;
    } else if (line[0] == 'e' && ours) {
        out[i].on = 0;
        memset(&out[i].to, 0, sizeof out[i].to);
        arrivals_end(&in[i]);
    } else if (line[0] == 'z' || line[0] == 'c') {
        for (int j = 0; j < count; j++) arrivals_close(&in[j]);
        if (line[0] == 'c') tally_print(sent);
        tally_reset();
        sent = 0;
    }
}

/* Whether standard input goes on. */
static int obey(void) {
    static char buffer[1 << 16];
    static size_t filled;
    ssize_t n;
    while ((n = read(0, buffer + filled, sizeof buffer - filled - 1)) > 0) {
        filled += (size_t) n;
        buffer[filled] = 0;
        char *line = buffer, *end;
        for (; (end = strchr(line, '\n')) != NULL; line = end + 1) {
            *end = 0;
            command(line);
        }
        filled -= (size_t) (line - buffer);
        memmove(buffer, line, filled);
    }
    return n != 0;
}

int main(int argc, char **argv) {
    count = argc > 1 ? atoi(argv[1]) : 0;
    if (count < 1 || count > MOST_STREAMS) {
        fprintf(stderr, "usage: rtppeer N\n");
        return 2;
    }
    settle();
    setvbuf(stdout, NULL, _IOFBF, 1 << 16);
    fcntl(0, F_SETFL, O_NONBLOCK);
    out = calloc((size_t) count, sizeof *out);
    in = calloc((size_t) count, sizeof *in);
    tally_reset();
    open_socket();

    for (;;) {
        tally_late(pace_wait(&pace));
        send_phase(pace_phase(&pace), nanos(CLOCK_MONOTONIC));
        receive_all();
        if (!obey()) return 0;
        fflush(stdout);
    }
}
