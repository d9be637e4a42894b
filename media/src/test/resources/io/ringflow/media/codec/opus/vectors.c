/*
 * Makes the .bit files here with libopus (made with 1.3.1): cc vectors.c -l:libopus.so.0 -lm && ./a.out
 * Each packet: its length and the encoder's final range, both 32 bits big-endian, then its bytes (as opus_demo writes).
 * In all: 600 ms of 440 Hz at amplitude 8192; stereo has it on the left only.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct OpusEncoder OpusEncoder;
OpusEncoder *opus_encoder_create(int32_t rate, int channels, int application, int *error);
int opus_encode(OpusEncoder *, const int16_t *pcm, int samples, unsigned char *packet, int32_t most);
int opus_encoder_ctl(OpusEncoder *, int request, ...);
void opus_encoder_destroy(OpusEncoder *);

enum { VOIP = 2048, AUDIO = 2049, SILK = 1000, HYBRID = 1001, CELT = 1002 };

static void put(FILE *file, uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) fputc(value >> shift & 255, file);
}

static void make(const char *name, int rate, int channels, int mode, double millis, int bits, int fec) {
    int error, samples = (int) (rate * millis / 1000);
    OpusEncoder *encoder = opus_encoder_create(rate, channels, mode == CELT ? AUDIO : VOIP, &error);
    if (error) exit(1);
    opus_encoder_ctl(encoder, 4002, bits);
    opus_encoder_ctl(encoder, 11002, mode);
    opus_encoder_ctl(encoder, 4012, fec);
    opus_encoder_ctl(encoder, 4014, fec ? 20 : 0);
    FILE *file = fopen(name, "wb");
    int16_t pcm[2 * 5760];
    unsigned char packet[4000];
    for (int at = 0; at < rate * 6 / 10; at += samples) {
        for (int i = 0; i < samples; i++) {
            int16_t value = (int16_t) lrint(8192 * sin(2 * M_PI * 440 * (at + i) / rate));
            for (int c = 0; c < channels; c++) pcm[i * channels + c] = c ? 0 : value;
        }
        int bytes = opus_encode(encoder, pcm, samples, packet, sizeof packet);
        uint32_t range;
        if (bytes < 0 || opus_encoder_ctl(encoder, 4031, &range)) exit(2);
        put(file, bytes);
        put(file, range);
        fwrite(packet, 1, bytes, file);
    }
    fclose(file);
    opus_encoder_destroy(encoder);
}

int main(void) {
    make("silk-8k-60ms-fec.bit", 8000, 1, SILK, 60, 32000, 1);
    make("silk-16k-10ms.bit", 16000, 1, SILK, 10, 24000, 0);
    make("silk-16k-20ms-fec.bit", 16000, 1, SILK, 20, 28000, 1);
    make("silk-16k-40ms-stereo.bit", 16000, 2, SILK, 40, 32000, 0);
    make("silk-16k-120ms.bit", 16000, 1, SILK, 120, 20000, 0);
    make("hybrid-48k-20ms.bit", 48000, 1, HYBRID, 20, 40000, 0);
    make("celt-48k-2.5ms.bit", 48000, 1, CELT, 2.5, 64000, 0);
    make("celt-48k-5ms-stereo.bit", 48000, 2, CELT, 5, 64000, 0);
    make("celt-48k-20ms-stereo.bit", 48000, 2, CELT, 20, 48000, 0);
    return 0;
}
