/*
 * Makes the .bit files here with libspeex (made with 1.2.1): cc vectors.c -l:libspeex.so.1 -lm && ./a.out
 * Each payload: its length, 32 bits big-endian, then its bytes. In all: 600 ms of 440 Hz at amplitude 8192.
 * Prints the level of the tone as libspeex decodes it, in dB relative to what was sent.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>

typedef struct {
    char *chars;
    int bits, charPtr, bitPtr, owner, overflow, size, reserved1;
    void *reserved2;
} SpeexBits;
typedef struct SpeexMode SpeexMode;
const SpeexMode *speex_lib_get_mode(int mode);
void *speex_encoder_init(const SpeexMode *);
int speex_encoder_ctl(void *state, int request, void *value);
int speex_encode_int(void *state, int16_t *pcm, SpeexBits *);
void *speex_decoder_init(const SpeexMode *);
int speex_decode_int(void *state, SpeexBits *, int16_t *pcm);
void speex_bits_read_from(SpeexBits *, const char *bytes, int length);
void speex_bits_init(SpeexBits *);
void speex_bits_reset(SpeexBits *);
int speex_bits_write(SpeexBits *, char *bytes, int most);
void speex_bits_insert_terminator(SpeexBits *);

static void make(const char *name, int mode, int rate, int quality, int frames) {
    void *encoder = speex_encoder_init(speex_lib_get_mode(mode));
    speex_encoder_ctl(encoder, 4, &quality);
    SpeexBits bits;
    speex_bits_init(&bits);
    void *decoder = speex_decoder_init(speex_lib_get_mode(mode));
    SpeexBits received;
    speex_bits_init(&received);
    int16_t heard[9600];
    FILE *file = fopen(name, "wb");
    int samples = rate / 50;
    for (int at = 0; at < rate * 6 / 10;) {
        speex_bits_reset(&bits);
        for (int f = 0; f < frames; f++, at += samples) {
            int16_t pcm[320];
            for (int i = 0; i < samples; i++) pcm[i] = (int16_t) lrint(8192 * sin(2 * M_PI * 440 * (at + i) / rate));
            speex_encode_int(encoder, pcm, &bits);
        }
        speex_bits_insert_terminator(&bits);
        char payload[1000];
        int bytes = speex_bits_write(&bits, payload, sizeof payload);
        for (int shift = 24; shift >= 0; shift -= 8) fputc(bytes >> shift & 255, file);
        fwrite(payload, 1, bytes, file);
        speex_bits_read_from(&received, payload, bytes);
        for (int f = frames; f > 0; f--) speex_decode_int(decoder, &received, heard + at - f * samples);
    }
    fclose(file);
    double real = 0, imaginary = 0, weight = 0;
    for (int i = rate / 5, n = rate / 2 - i; i < rate / 2; i++) {
        double window = 1 - cos(2 * M_PI * (i - rate / 5) / n), angle = 2 * M_PI * 440 * i / rate;
        real += window * heard[i] * cos(angle);
        imaginary += window * heard[i] * sin(angle);
        weight += window;
    }
    printf("%s %.2f\n", name, 20 * log10(2 * hypot(real, imaginary) / weight / 8192));
}

int main(void) {
    make("narrow-q6-20ms.bit", 0, 8000, 6, 1);
    make("narrow-q3-60ms.bit", 0, 8000, 3, 3);
    make("wide-q8-20ms.bit", 1, 16000, 8, 1);
    make("wide-q6-40ms.bit", 1, 16000, 6, 2);
    return 0;
}
