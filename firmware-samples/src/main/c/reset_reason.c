#include "reset_reason.h"

/* The linker script keeps this word out of everybody's way. */
extern volatile uint32_t retained_word;

enum reset_reason reset_reason_take(void) {
  uint32_t word = retained_word;
  retained_word = 0;
  uint32_t reason = word - RESET_REASON_TAG;
  if (reason < RESET_POWER_ON || reason > RESET_BROWN_OUT) {
    return RESET_POWER_ON;
  }
  return (enum reset_reason)reason;
}

const char *reset_reason_name(enum reset_reason reason) {
  switch (reason) {
    case RESET_SOFTWARE:
      return "software";
    case RESET_WATCHDOG:
      return "watchdog";
    case RESET_UPDATE_INSTALLED:
      return "update installed";
    case RESET_BROWN_OUT:
      return "brown-out";
    case RESET_POWER_ON:
      break;
  }
  return "power-on";
}
