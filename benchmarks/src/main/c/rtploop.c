/*
 * The limit: nothing but the system calls of a media server for N calls, in 20 phases of 1 ms.
 *
 *   rtploop ports  N PORT     one connected socket per call; each tick: one recvmsg, and one more only when what it gave
 *                             has waited for a tick or longer; one send
 *   rtploop shared N PORT     one socket: recvmmsg until short, sendmmsg
 *
 * Packets come with the kernel's time of arrival (SO_TIMESTAMPNS), since no jitter buffer can do without.
 *
 * The far end of stream i is 127.1.x.y:PORT (rtp.h). Prints its own port or ports on one line; lives until standard
 * input ends.
 */
#define _GNU_SOURCE
#include "rtp.h"

#include <errno.h>
#include <fcntl.h>

struct call {
    int fd;
    struct sockaddr_in far;
    uint8_t packet[PACKET];
    uint16_t sequence;
};

static struct call *calls;
static int count;
static int shared_fd;
static struct pace pace;

static int open_socket(uint16_t *port) {
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    struct sockaddr_in any = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t length = sizeof any;
    int one = 1;
    if (fd < 0 || bind(fd, (struct sockaddr *) &any, sizeof any) < 0) die("socket");
    if (setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPNS, &one, sizeof one) < 0) die("timestamps");
    getsockname(fd, (struct sockaddr *) &any, &length);
    *port = ntohs(any.sin_port);
    return fd;
}

static void next_packet(struct call *c) {
    put16(c->packet + 2, c->sequence++);
    put32(c->packet + 4, pace_timestamp(&pace));
}

/* How long ago the kernel took in what was received; 0 when it does not say. */
static int64_t waited(struct msghdr *m, int64_t now) {
    struct cmsghdr *c = CMSG_FIRSTHDR(m);
    struct timespec t;
    if (c == NULL || c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_TIMESTAMPNS) return 0;
    memcpy(&t, CMSG_DATA(c), sizeof t);
    return now - (t.tv_sec * 1000000000LL + t.tv_nsec);
}

static void phase_of_ports(int phase) {
    uint8_t in[2048];
    char control[64];
    struct iovec part = {in, sizeof in};
    int64_t now = nanos(CLOCK_REALTIME);
    for (int i = phase; i < count; i += PHASES) {
        struct call *c = &calls[i];
        struct msghdr m = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control};
        do m.msg_controllen = sizeof control;
        while (recvmsg(c->fd, &m, 0) > 0 && waited(&m, now) >= TICK_NANOS);
        next_packet(c);
        if (send(c->fd, c->packet, PACKET, 0) < 0 && errno != ECONNREFUSED && errno != EAGAIN) die("send");
    }
}

static struct mmsghdr in_batch[BATCH], out_batch[BATCH];
static struct iovec in_parts[BATCH], out_parts[BATCH];
static struct sockaddr_in in_from[BATCH];
static uint8_t in_octets[BATCH][2048];
static char in_control[BATCH][64];

static void prepare_batches(void) {
    for (int k = 0; k < BATCH; k++) {
        in_parts[k] = (struct iovec) {in_octets[k], sizeof in_octets[k]};
        in_batch[k].msg_hdr = (struct msghdr) {
            .msg_name = &in_from[k], .msg_iov = &in_parts[k], .msg_iovlen = 1, .msg_control = in_control[k]};
        out_batch[k].msg_hdr =
                (struct msghdr) {.msg_namelen = sizeof(struct sockaddr_in), .msg_iov = &out_parts[k], .msg_iovlen = 1};
    }
}

static void phase_of_shared(int phase) {
    do
        for (int k = 0; k < BATCH; k++) {
            in_batch[k].msg_hdr.msg_namelen = sizeof in_from[k];
            in_batch[k].msg_hdr.msg_controllen = sizeof in_control[k];
        }
    while (recvmmsg(shared_fd, in_batch, BATCH, MSG_DONTWAIT, NULL) == BATCH);
    int filled = 0;
    for (int i = phase; i < count; i += PHASES) {
        next_packet(&calls[i]);
        out_parts[filled] = (struct iovec) {calls[i].packet, PACKET};
        out_batch[filled++].msg_hdr.msg_name = &calls[i].far;
        if (filled == BATCH || i + PHASES >= count) {
            sendmmsg(shared_fd, out_batch, filled, 0);
            filled = 0;
        }
    }
}

static int input_ended(void) {
    char octet;
    return read(0, &octet, 1) == 0;
}

int main(int argc, char **argv) {
    int is_shared = argc > 1 && strcmp(argv[1], "shared") == 0;
    count = argc > 3 ? atoi(argv[2]) : 0;
    if (count < 1 || count > MOST_STREAMS || (!is_shared && strcmp(argv[1], "ports") != 0)) {
        fprintf(stderr, "usage: rtploop ports|shared N PORT\n");
        return 2;
    }
    settle();
    fcntl(0, F_SETFL, O_NONBLOCK);
    calls = calloc(count, sizeof *calls);
    uint16_t port;
    if (is_shared) {
        int buffer = 8 << 20;
        prepare_batches();
        shared_fd = open_socket(&port);
        setsockopt(shared_fd, SOL_SOCKET, SO_RCVBUFFORCE, &buffer, sizeof buffer);
        printf("%d", port);
    }
    for (int i = 0; i < count; i++) {
        struct call *c = &calls[i];
        c->far = (struct sockaddr_in) {
            .sin_family = AF_INET, .sin_port = htons(atoi(argv[3])), .sin_addr = own_address(i)};
        memset(c->packet + HEADER, 0x55, SAMPLES);
        c->packet[0] = 0x80;
        c->packet[1] = 8;
        put32(c->packet + 8, 0x10000 + i);
        if (is_shared) continue;
        c->fd = open_socket(&port);
        if (connect(c->fd, (struct sockaddr *) &c->far, sizeof c->far) < 0) die("connect");
        printf("%d ", port);
    }
    printf("\n");
    fflush(stdout);

    for (;;) {
        pace_wait(&pace);
        if (is_shared) phase_of_shared(pace_phase(&pace));
        else phase_of_ports(pace_phase(&pace));
        if (pace_phase(&pace) == 0 && input_ended()) return 0;
    }
}
