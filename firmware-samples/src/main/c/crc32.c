#include "crc32.h"

#include "repeat.h"

#define POLYNOMIAL 0xedb88320u
/* Linear in the octet: the entry is the sum of those of its bits, which keeps the macros small. */
#define BIT(n, b, entry) ((((n) >> (b)) & 1u) ? (entry) : 0u)
#define ENTRY(n)                                                                                   \
  (BIT((uint32_t)(n), 0, 0x77073096u) ^ BIT((uint32_t)(n), 1, 0xee0e612cu) ^                       \
   BIT((uint32_t)(n), 2, 0x076dc419u) ^ BIT((uint32_t)(n), 3, 0x0edb8832u) ^                       \
   BIT((uint32_t)(n), 4, 0x1db71064u) ^ BIT((uint32_t)(n), 5, 0x3b6e20c8u) ^                       \
   BIT((uint32_t)(n), 6, 0x76dc4190u) ^ BIT((uint32_t)(n), 7, POLYNOMIAL))

static const uint32_t table[256] = {R256(ENTRY, 0)};

uint32_t crc32(const uint8_t *octets, size_t length) {
  uint32_t crc = 0xffffffffu;
  for (size_t i = 0; i < length; i++) {
    crc = (crc >> 8) ^ table[(crc ^ octets[i]) & 0xffu];
  }
  return ~crc;
}
