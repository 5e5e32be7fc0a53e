/*
 * Why the program starts. The bootloader (or the emulator) leaves one word in RAM at an address
 * that neither of them uses otherwise: RESET_REASON_TAG in the upper 24 bits, the reason in the
 * lowest octet. Any other word is what RAM holds after power-up.
 */
#ifndef RESET_REASON_H
#define RESET_REASON_H

#include <stdint.h>

#define RESET_REASON_ADDRESS 0x20000000u
#define RESET_REASON_TAG 0x52535400u

enum reset_reason {
  RESET_POWER_ON = 1,
  RESET_SOFTWARE = 2,
  RESET_WATCHDOG = 3,
  RESET_UPDATE_INSTALLED = 4,
  RESET_BROWN_OUT = 5,
};

/* Reads the word and takes it away, so that it explains one start only. */
enum reset_reason reset_reason_take(void);

const char *reset_reason_name(enum reset_reason reason);

#endif
