/* What an uplink costs on the air, and where it may be sent. */
#ifndef LORA_H
#define LORA_H

#include <stddef.h>
#include <stdint.h>

struct data_rate {
  uint8_t spreading_factor; /* 0: not LoRa at 125 kHz, left out here */
  uint8_t max_payload;      /* application octets without MAC options, no repeater */
};

struct region {
  const char *name;
  uint32_t first_hz; /* of the default channels */
  uint8_t channels;
  uint16_t duty_cycle_permille; /* 1000: none */
  struct data_rate rates[6];
};

size_t lora_regions(const struct region **list);

/* Time on air in microseconds: 125 kHz, coding rate 4/5, 8 preamble symbols, header and CRC. */
uint32_t lora_airtime(uint8_t spreading_factor, uint8_t octets);

#endif
