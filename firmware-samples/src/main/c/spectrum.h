/* Vibration of the machine that the node sits on (since version 2.0.0). */
#ifndef SPECTRUM_H
#define SPECTRUM_H

#include <stdint.h>

#define SPECTRUM_SAMPLES 256

struct spectrum {
  uint16_t peak_bin; /* 1..SPECTRUM_SAMPLES/2-1 */
  uint32_t peak;     /* magnitude of that bin */
  uint32_t mean;     /* of all bins */
};

/* Windows and transforms the samples; they stay as they are. */
void spectrum_of(const int16_t samples[SPECTRUM_SAMPLES], struct spectrum *result);

#endif
