#include "spectrum.h"

#include <math.h>
#include <string.h>

#include "repeat.h"

#define LOG2_SAMPLES 8
#define TURN 6.283185307179586
#define Q15(x) (int16_t) __builtin_lround(32767.0 * (x))
#define COSINE(n) Q15(__builtin_cos(TURN * (n) / SPECTRUM_SAMPLES))
#define SINE(n) Q15(__builtin_sin(TURN * (n) / SPECTRUM_SAMPLES))
/* Hann's window: what does not fit a whole number of periods leaks little. */
#define HANN(n) Q15(0.5 - 0.5 * __builtin_cos(TURN * (n) / SPECTRUM_SAMPLES))

static const int16_t cosine[SPECTRUM_SAMPLES / 2] = {R64(COSINE, 0), R64(COSINE, 64)};
static const int16_t sine[SPECTRUM_SAMPLES / 2] = {R64(SINE, 0), R64(SINE, 64)};
static const int16_t window[SPECTRUM_SAMPLES] = {R256(HANN, 0)};

struct complex_q15 {
  int16_t re;
  int16_t im;
};

static unsigned reversed(unsigned index) {
  unsigned result = 0;
  for (int bit = 0; bit < LOG2_SAMPLES; bit++) {
    result = result << 1 | (index >> bit & 1);
  }
  return result;
}

/* One butterfly; halving each stage keeps sixteen bits from overflowing. */
static void butterfly(struct complex_q15 *a, struct complex_q15 *b, unsigned turn) {
  int32_t re = ((int32_t)b->re * cosine[turn] + (int32_t)b->im * sine[turn]) >> 15;
  int32_t im = ((int32_t)b->im * cosine[turn] - (int32_t)b->re * sine[turn]) >> 15;
  b->re = (int16_t)((a->re - re) >> 1);
  b->im = (int16_t)((a->im - im) >> 1);
  a->re = (int16_t)((a->re + re) >> 1);
  a->im = (int16_t)((a->im + im) >> 1);
}

static void transform(struct complex_q15 bins[SPECTRUM_SAMPLES]) {
  for (unsigned half = 1; half < SPECTRUM_SAMPLES; half *= 2) {
    for (unsigned start = 0; start < SPECTRUM_SAMPLES; start += 2 * half) {
      for (unsigned i = 0; i < half; i++) {
        butterfly(&bins[start + i], &bins[start + i + half], i * (SPECTRUM_SAMPLES / 2 / half));
      }
    }
  }
}

void spectrum_of(const int16_t samples[SPECTRUM_SAMPLES], struct spectrum *result) {
  struct complex_q15 bins[SPECTRUM_SAMPLES];
  uint32_t sum = 0;
  for (unsigned i = 0; i < SPECTRUM_SAMPLES; i++) {
    bins[reversed(i)].re = (int16_t)((int32_t)samples[i] * window[i] >> 15);
    bins[reversed(i)].im = 0;
  }
  transform(bins);
  memset(result, 0, sizeof *result);
  for (unsigned i = 1; i < SPECTRUM_SAMPLES / 2; i++) {
    uint32_t magnitude = (uint32_t)hypotf((float)bins[i].re, (float)bins[i].im);
    sum += magnitude;
    if (magnitude > result->peak) {
      result->peak = magnitude;
      result->peak_bin = (uint16_t)i;
    }
  }
  result->mean = sum / (SPECTRUM_SAMPLES / 2 - 1);
}
