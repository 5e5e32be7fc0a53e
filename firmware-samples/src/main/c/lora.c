#include "lora.h"

#include "repeat.h"

/* Low data rate optimisation is on where a symbol is longer than 16 ms. */
#define LOW_RATE(sf) ((sf) >= 11 ? 2 : 0)
#define BITS(sf, n) (8 * (n)-4 * (sf) + 28 + 16)
#define PER_GROUP(sf) (4 * ((sf)-LOW_RATE(sf)))
#define GROUPS(sf, n)                                                                              \
  (BITS(sf, n) > 0 ? (BITS(sf, n) + PER_GROUP(sf) - 1) / PER_GROUP(sf) : 0)
/* Quarters of a symbol: 12.25 of preamble and synchronisation, 8 and the groups of 5. */
#define QUARTERS(sf, n) (49u + 4u * (8u + 5u * (unsigned)GROUPS(sf, n)))
#define SYMBOL_US(sf) (8u << (sf))
#define AIRTIME(sf, n) (QUARTERS(sf, n) * (SYMBOL_US(sf) / 4u))

static const uint32_t airtime[6][256] = {
    {Q256(AIRTIME, 7, 0)},  {Q256(AIRTIME, 8, 0)},  {Q256(AIRTIME, 9, 0)},
    {Q256(AIRTIME, 10, 0)}, {Q256(AIRTIME, 11, 0)}, {Q256(AIRTIME, 12, 0)}};

static const struct region regions[] = {
    {"EU868", 868100000, 3, 10,
     {{12, 51}, {11, 51}, {10, 51}, {9, 115}, {8, 242}, {7, 242}}},
    {"US915", 902300000, 64, 1000, {{10, 11}, {9, 53}, {8, 125}, {7, 242}}},
    {"AU915", 915200000, 64, 1000,
     {{12, 51}, {11, 51}, {10, 51}, {9, 115}, {8, 242}, {7, 242}}},
    {"AS923", 923200000, 2, 10,
     {{12, 51}, {11, 51}, {10, 51}, {9, 115}, {8, 242}, {7, 242}}},
    {"KR920", 922100000, 3, 1000,
     {{12, 51}, {11, 51}, {10, 51}, {9, 115}, {8, 242}, {7, 242}}},
    {"IN865", 865062500, 3, 1000,
     {{12, 51}, {11, 51}, {10, 51}, {9, 115}, {8, 242}, {7, 242}}},
};

size_t lora_regions(const struct region **list) {
  *list = regions;
  return sizeof regions / sizeof regions[0];
}

uint32_t lora_airtime(uint8_t spreading_factor, uint8_t octets) {
  return spreading_factor >= 7 && spreading_factor <= 12 ? airtime[spreading_factor - 7][octets]
                                                         : 0;
}
